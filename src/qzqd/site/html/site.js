"use strict";

/* Words of the page: every text that a person reads stands in the page itself, in its language. */
const WORDS = JSON.parse(document.getElementById("words").textContent);
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

const made = (tag, content, attributes = {}) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...(Array.isArray(content) ? content : [content]));
  return element;
};

/* Data are scripts beside the pages, since a page opened from a folder may fetch nothing. Nothing else is ever loaded. */
const BESIDE = /^data\/[a-z0-9_~.-]+\.js$/;
const own = (address) => {
  if (!BESIDE.test(address)) throw new TypeError(address);
  return address;
};
const trusted = window.trustedTypes?.createPolicy("qzqd", { createScriptURL: own }) ?? { createScriptURL: own };
const arrived = new Map();
const loads = new Map();
const load = (address, key) => {
  if (!loads.has(address)) {
    loads.set(address, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.addEventListener("load", () => (arrived.has(key) ? resolve(arrived.get(key)) : reject(new Error(address))));
      script.addEventListener("error", () => { loads.delete(address); reject(new Error(address)); });
      script.src = trusted.createScriptURL(address);
      document.head.append(script);
    }));
  }
  return loads.get(address);
};
window.qzqd = {
  search: (data) => arrived.set("search", new Index(data)),
  items: (list, number, texts, items) => arrived.set(`${list} ${number}`, { texts, items }),
};
const index = () => load("data/search.js", "search");
const address = (list, item) =>
  `item.html#${list.split("/").map(encodeURIComponent).join("/")}/${encodeURIComponent(item)}`;

/* Many texts as one, in which each is found by where it begins: one look through it costs a tenth of a look at each. */
class Texts {
  constructor(texts) {
    this.all = `${texts.join("\n")}\n`.toLowerCase();
    this.starts = new Int32Array(texts.length + 1);
    texts.forEach((text, row) => { this.starts[row + 1] = this.starts[row] + text.toLowerCase().length + 1; });
  }

  /* Calls `hit` with the number of every text that has the term: once, for the first place, and where that is. */
  scan(term, hit) {
    const { all, starts } = this;
    let row = 0;
    for (let at = all.indexOf(term); at >= 0; at = all.indexOf(term, starts[row])) {
      while (starts[row + 1] <= at) row += 1;
      hit(row, at - starts[row], starts[row + 1] - 1 - at);
      row += 1;
      if (row >= starts.length - 1) return;
    }
  }
}

const OTHER = 3;  // found by something else than its name
const WITHIN = 2;
const BEGINNING = 1;
const WHOLE = 0;
const NOWHERE = 9;

/* A plain scan over all items: it finds every substring, needs no index, and is fast enough for any list there is. */
class Index {
  constructor({ chunk, lists, words, items }) {
    this.chunk = chunk;
    this.items = items;
    this.words = words;
    this.lists = lists.map(([id, title, page, size, data]) => ({ id, title, page, size, data }));
    this.starts = [];
    let first = 0;
    for (const list of this.lists) {
      this.starts.push(first);
      first += list.size;
    }
    this.lowered = words.map((word) => word.toLowerCase());
    this.names = new Texts(items.map((item) => item[1].replaceAll("\n", " ")));
    this.codes = new Texts(items.map((item) => `${item[0]} ${item[2].replaceAll("\n", " ")}`));
    this.holders = words.map(() => []);
    items.forEach((item, row) => { for (const word of item[3]) this.holders[word].push(row); });
    this.holders = this.holders.map((rows) => Int32Array.from(rows));
  }

  list(row) {
    let low = 0;
    for (let high = this.starts.length - 1; low < high;) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= row) low = middle;
      else high = middle - 1;
    }
    // Lists without items begin where the next one does.
    return this.lists[low];
  }

  row(listId, itemId) {
    const at = this.lists.findIndex((list) => list.id === listId);
    if (at < 0) return -1;
    const end = this.starts[at] + this.lists[at].size;
    for (let row = this.starts[at]; row < end; row += 1) if (this.items[row][0] === itemId) return row;
    return -1;
  }

  details(row) {
    const list = this.list(row);
    const within = row - this.starts[this.lists.indexOf(list)];
    const number = Math.floor(within / this.chunk);
    return load(`${list.data}-${number}.js`, `${list.id} ${number}`).then(({ texts, items }) => ({
      list, facts: items[within % this.chunk], text: (at) => texts[at],
    }));
  }

  /* How well each item has a term, NOWHERE if it does not. */
  rank(term) {
    const ranks = new Uint8Array(this.items.length).fill(NOWHERE);
    this.lowered.forEach((word, at) => {
      if (word.includes(term)) for (const row of this.holders[at]) ranks[row] = OTHER;
    });
    this.codes.scan(term, (row, at) => {
      ranks[row] = at === 0 && this.items[row][0].length === term.length ? WHOLE : OTHER;
    });
    this.names.scan(term, (row, at, left) => {
      const rank = at ? WITHIN : left === term.length ? WHOLE : BEGINNING;
      if (rank < ranks[row]) ranks[row] = rank;
    });
    return ranks;
  }

  /* The numbers of all items that have every term, best by the first one; among equals in the order of the lists. */
  find(terms) {
    const [best, ...others] = terms.map((term) => this.rank(term));
    for (const ranks of others) ranks.forEach((rank, row) => { if (rank === NOWHERE) best[row] = NOWHERE; });
    const places = new Int32Array(NOWHERE + 1);
    for (const rank of best) places[rank + 1] += 1;
    for (let rank = 1; rank <= NOWHERE; rank += 1) places[rank] += places[rank - 1];
    const found = new Int32Array(places[NOWHERE]);
    best.forEach((rank, row) => { if (rank !== NOWHERE) found[places[rank]++] = row; });
    return found;
  }
}

const termsOf = (text) => [...new Set(text.toLowerCase().split(/\s+/u).filter(Boolean))];

/* The text with what was looked for marked; where lower case has another length nothing can be marked for certain. */
const marked = (text, terms) => {
  const lowered = text.toLowerCase();
  const spans = [];
  if (lowered.length === text.length) {
    for (const term of terms) {
      for (let at = lowered.indexOf(term); at >= 0; at = lowered.indexOf(term, at + term.length)) {
        spans.push([at, at + term.length]);
      }
    }
  }
  const pieces = [];
  let done = 0;
  for (const [start, end] of spans.sort((one, other) => one[0] - other[0] || other[1] - one[1])) {
    if (end <= done) continue;
    const from = Math.max(start, done);
    pieces.push(text.slice(done, from), made("mark", text.slice(from, end)));
    done = end;
  }
  return [...pieces, text.slice(done)];
};

const PAGEFUL = 50;

class Search {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input");
    this.told = form.querySelector("output");
    this.found = form.querySelector("ol");
    this.more = form.querySelector("button");
    this.remembers = form.hasAttribute("data-remembers");
    form.hidden = false;
    this.input.addEventListener("focus", () => index().catch(() => this.fail()));
    this.input.addEventListener("input", () => this.look());
    this.more.addEventListener("click", () => this.show());
    form.addEventListener("keydown", (event) => this.press(event));
    document.addEventListener("keydown", (event) => this.summon(event));
    if (this.remembers) {
      window.addEventListener("hashchange", () => this.recall());
      this.recall();
    }
  }

  recall() {
    const asked = /^#q=(.*)$/u.exec(location.hash);
    let text = "";
    try { text = asked ? decodeURIComponent(asked[1]) : ""; } catch { text = ""; }
    if (text !== this.input.value) {
      this.input.value = text;
      this.look();
    }
  }

  fail() { this.told.textContent = WORDS.unloaded; }

  async look() {
    const text = this.input.value;
    const terms = termsOf(text);
    if (this.remembers && (text || location.hash)) location.replace(`#q=${encodeURIComponent(text)}`);
    if (!terms.length) {
      this.found.replaceChildren();
      this.more.hidden = true;
      this.told.textContent = "";
      return;
    }
    try { this.index = await index(); } catch { this.fail(); return; }
    if (this.input.value !== text) return;  // a later letter has been typed
    this.terms = terms;
    this.rows = this.index.find(terms);
    this.told.textContent = this.rows.length ? filled(WORDS.found, { count: this.rows.length }) : WORDS.nothing;
    this.found.replaceChildren();
    this.show();
  }

  show() {
    const from = this.found.children.length;
    this.found.append(...Array.from(this.rows.subarray(from, from + PAGEFUL), (row) => this.entry(row)));
    this.more.hidden = this.found.children.length >= this.rows.length;
    if (from) this.found.children[from]?.querySelector("a").focus();
  }

  entry(row) {
    const [id, name, codes, words, state] = this.index.items[row];
    const list = this.index.list(row);
    const hit = (text) => this.terms.some((term) => text.toLowerCase().includes(term));
    const beside = [codes, ...words.map((at) => this.index.words[at])].filter(hit).flatMap((text) => [" · ", ...marked(text, this.terms)]);
    const link = made("a", [made("span", marked(id, this.terms), { class: "id" }), " ", ...marked(name, this.terms)], { href: address(list.id, id) });
    return made("li", [link, made("small", [list.title, ...(state ? [" · ", WORDS[state]] : []), ...beside])]);
  }

  press(event) {
    if (event.isComposing) return;  // the arrows choose among characters
    const links = [...this.found.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && links.length) links[Math.min(at + 1, links.length - 1)].focus();
    else if (event.key === "ArrowUp" && at >= 0) (at ? links[at - 1] : this.input).focus();
    else if (event.key === "Enter" && event.target === this.input && links.length) location.assign(links[0].href);
    else if (event.key === "Escape" && at >= 0) this.input.focus();
    else return;
    event.preventDefault();
  }

  summon(event) {
    const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.input.focus();
    this.input.select();
  }
}

/* The page of an item: which one, the address says. */
class ItemPage {
  constructor(main) {
    this.main = main;
    this.name = document.querySelector("h1");
    this.id = main.querySelector(".id");
    this.facts = main.querySelector("dl");
    this.address = main.querySelector(".address");
    window.addEventListener("hashchange", () => this.show());
    this.show();
  }

  async show() {
    const hash = location.hash;
    let key = "";
    try { key = decodeURIComponent(hash.slice(1)); } catch { key = ""; }
    const slash = key.lastIndexOf("/");
    if (slash < 0) return this.missing(WORDS.unasked);
    let index_, told;
    try {
      index_ = await index();
      const row = index_.row(key.slice(0, slash), key.slice(slash + 1));
      if (row < 0) return location.hash === hash && this.missing(filled(WORDS.unknown, { id: key }));
      told = [index_.items[row], await index_.details(row)];
    } catch { return this.missing(WORDS.unloaded); }
    if (location.hash !== hash) return;
    const [[id, name, , , state], { facts, text }] = told;
    this.name.textContent = name;
    this.id.textContent = state ? `${id} · ${WORDS[state]}` : id;
    this.address.textContent = `item.html${hash}`;
    this.address.parentElement.hidden = false;
    document.title = `${name} · ${WORDS.site}`;
    this.facts.replaceChildren(...facts.map(([title, ...parts]) => this.fact(text(title), parts, text, index_)));
    this.main.removeAttribute("aria-busy");
  }

  fact(title, parts, text, index_) {
    const lines = parts.map((part) => this.line(part, text, index_));
    const content = lines.length === 1 ? lines[0] : [made("ul", lines.map((line) => made("li", line)))];
    return made("div", [made("dt", title), made("dd", content)]);
  }

  line(part, text, index_) {
    if (!Array.isArray(part)) return [text(part)];
    const [words, to, others, ...beside] = part;
    const link = made("a", text(words), { href: text(to) });
    if (!others) return [link];
    const entries = beside.map((row) => {
      const [id, name, , , state] = index_.items[row];
      return made("li", made("a", `${id} ${name}${state ? ` · ${WORDS[state]}` : ""}`, { href: address(index_.list(row).id, id) }));
    });
    if (others > beside.length) entries.push(made("li", made("a", WORDS.rest, { href: text(to) })));
    const summary = made("summary", filled(WORDS.beside, { count: others }));
    return [link, made("details", [summary, made("ul", entries)])];
  }

  missing(message) {
    this.name.textContent = message;
    this.id.textContent = "";
    this.facts.replaceChildren();
    this.address.parentElement.hidden = true;
    this.main.removeAttribute("aria-busy");
  }
}

/* A table that can be narrowed and sorted; without the script it is whole and in its own order. */
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

class Table {
  constructor(section) {
    this.table = section.querySelector("table");
    this.bodies = [...this.table.tBodies];
    this.controls = section.querySelector(".controls");
    this.told = this.controls.querySelector("output");
    this.words = this.controls.querySelector("input");
    this.choices = [...this.controls.querySelectorAll("select")];
    this.rows = this.bodies.map((body) => [...body.rows].filter((row) => !row.classList.contains("group")));
    this.texts = new Map(this.rows.flat().map((row) => [row, row.textContent.toLowerCase()]));
    this.controls.hidden = false;
    this.controls.addEventListener("input", () => this.narrow());
    this.controls.querySelector("button").addEventListener("click", () => {
      this.words.value = "";
      for (const choice of this.choices) choice.value = "";
      this.narrow();
    });
    for (const head of this.table.tHead.rows[0].cells) this.sortable(head);
    this.narrow();  // a browser may have kept what was typed before
  }

  narrow() {
    const terms = termsOf(this.words.value);
    const wanted = this.choices.filter((choice) => choice.value).map((choice) => [choice.dataset.column, choice.value]);
    let shown = 0;
    this.rows.forEach((rows, at) => {
      let some = false;
      for (const row of rows) {
        const fits = terms.every((term) => this.texts.get(row).includes(term)) &&
          wanted.every(([column, value]) => column === "group" ? this.bodies[at].dataset.group === value : row.cells[column].textContent.split("；").includes(value));
        row.hidden = !fits;
        some ||= fits;
        shown += fits ? 1 : 0;
      }
      this.bodies[at].hidden = !some;
    });
    const all = this.texts.size;
    this.told.textContent = filled(shown ? WORDS.shown : WORDS.nothing, { shown, all });
  }

  sortable(head) {
    const button = made("button", [...head.childNodes], { type: "button" });
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of this.table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const column = head.cellIndex;
      this.bodies.forEach((body, at) => {
        const key = (row) => row.cells[column].textContent;
        const sorted = [...this.rows[at]].sort((one, other) => collator.compare(key(one), key(other)));
        body.append(...(down ? sorted.reverse() : sorted));
      });
    });
  }
}

for (const form of document.querySelectorAll(".search")) new Search(form);
for (const section of document.querySelectorAll(".sortable")) new Table(section);
for (const main of document.querySelectorAll(".item-page")) new ItemPage(main);
