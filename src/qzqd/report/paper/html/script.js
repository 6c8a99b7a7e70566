
"use strict";

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const ORDERS = ["none", "ascending", "descending"];

const visible = (elements) => [...elements].filter((element) => element.checkVisibility());
const within = (text, sought) => text.toLowerCase().includes(sought);

class Details {
  constructor(dialog) {
    this.dialog = dialog;
    this.title = dialog.querySelector("h2");
    dialog.querySelector("button").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  }

  show(title, status, facts) {
    this.title.textContent = title;
    for (const field of this.dialog.querySelectorAll("[data-field]")) {
      const told = facts[field.dataset.field];
      field.hidden = !told;
      field.lastElementChild.textContent = told;
    }
    const mark = document.createElement("i");
    mark.className = `cell ${status}`;
    this.dialog.querySelector("[data-field=status] dd").prepend(mark, " ");
    this.dialog.showModal();
  }
}

class HeatMap {
  constructor(section, details) {
    this.details = details;
    this.table = section.querySelector(".map");
    this.body = this.table.tBodies[0];
    this.rows = [...this.body.rows];
    this.heads = [...this.table.querySelectorAll("thead .item")];
    this.groups = [...this.table.querySelectorAll("thead .group")];
    this.spans = this.groups.map((group) => group.colSpan);
    this.fixed = this.rows[0].cells.length - this.heads.length;
    this.statuses = this.rows.map((row) => [...row.cells].slice(this.fixed).map((cell) => cell.classList[1]));
    this.data = JSON.parse(section.querySelector("script").textContent);
    this.controls = section.querySelector(".controls");
    this.output = section.querySelector("output");
    this.gaps = [...section.querySelectorAll(".gaps tbody tr")];
    this.enableGrid();
    this.enableSorting();
    this.enableFilters();
  }

  enableGrid() {
    this.table.setAttribute("role", "grid");
    this.table.setAttribute("aria-readonly", "true");
    this.table.parentElement.removeAttribute("tabindex");
    this.rest(this.body.querySelector(".cell:not(.adopted)") ?? this.body.querySelector(".cell"));
    this.table.addEventListener("keydown", (event) => this.press(event));
    this.table.addEventListener("click", (event) => this.open(event.target.closest("tbody .cell")));
    for (const look of ["mouseover", "focusin"]) {
      this.table.addEventListener(look, (event) => this.point(event.target.closest("tbody .cell")));
    }
  }

  rest(cell) {
    this.resting?.removeAttribute("tabindex");
    this.resting = cell;
    cell?.setAttribute("tabindex", "0");
  }

  press(event) {
    const cell = event.target.closest("tbody th, tbody td");
    if (!cell || event.altKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") this.open(cell.closest(".cell"));
    else if (event.key in STEPS || event.key === "Home" || event.key === "End") this.move(cell, event);
    else return;
    event.preventDefault();
  }

  move(cell, { key, ctrlKey }) {
    const rows = visible(this.body.rows);
    const cells = visible(cell.parentElement.cells);
    const [down, along] = STEPS[key] ?? [0, 0];
    let row = rows.indexOf(cell.parentElement) + down;
    let column = cells.indexOf(cell) + along;
    if (key === "Home") [row, column] = [ctrlKey ? 0 : row, 0];
    if (key === "End") [row, column] = [ctrlKey ? rows.length - 1 : row, cells.length - 1];
    const next = visible(rows[row]?.cells ?? [])[column];
    if (!next) return;
    this.rest(next);
    next.focus();
  }

  place(cell) {
    return [this.rows.indexOf(cell.parentElement), cell.cellIndex - this.fixed];
  }

  point(cell) {
    this.pointed?.classList.remove("here");
    this.pointed = cell && this.heads[cell.cellIndex - this.fixed];
    this.pointed?.classList.add("here");
    if (!cell || cell.title) return;
    const [row, column] = this.place(cell);
    const item = this.data.items[column];
    cell.title = `${this.data.units[row].name} · ${item.id} ${item.name} · ${cell.textContent}`;
  }

  open(cell) {
    if (!cell) return;
    const [row, column] = this.place(cell);
    const [unit, item] = [this.data.units[row], this.data.items[column]];
    const [office, department] = unit.held[column] ?? item.held;
    this.rest(cell);
    cell.focus();
    this.details.show(item.name, cell.classList[1], {
      status: cell.textContent,
      reason: unit.reasons[column],
      unit: `${unit.name} ${unit.code}`,
      item: item.id,
      category: item.category,
      office,
      department,
      adopted: unit.edition,
      present: this.data.edition,
      file: unit.file,
    });
  }

  enableSorting() {
    for (const head of this.table.querySelectorAll("[data-sort]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => this.sort(head));
    }
  }

  sort(head) {
    const order = ORDERS[(ORDERS.indexOf(head.ariaSort ?? "none") + 1) % ORDERS.length];
    for (const each of this.table.querySelectorAll("[data-sort]")) each.removeAttribute("aria-sort");
    if (order !== "none") head.setAttribute("aria-sort", order);
    const sign = { none: 0, ascending: 1, descending: -1 }[order];
    const keys = new Map(
      this.rows.map((row) => {
        const cell = row.cells[head.cellIndex];
        return [row, cell.dataset.value === undefined ? cell.textContent : Number(cell.dataset.value)];
      }),
    );
    const collator = new Intl.Collator(document.documentElement.lang);
    const compare = (one, other) => (typeof one === "string" ? collator.compare(one, other) : one - other);
    const sorted = [...this.rows].sort((one, other) => sign * compare(keys.get(one), keys.get(other)));
    this.body.replaceChildren(...sorted);
  }

  enableFilters() {
    const [search, reset] = [this.controls.querySelector("input"), this.controls.querySelector("button")];
    this.controls.hidden = false;
    this.controls.addEventListener("input", () => this.filter());
    reset.addEventListener("click", () => {
      search.value = "";
      for (const select of this.controls.querySelectorAll("select")) select.value = "";
      this.filter();
      search.focus();
    });
    this.filter();
  }

  wanted(name) {
    return this.controls.querySelector(name)?.value ?? "";
  }

  filter() {
    const sought = this.wanted("input").trim().toLowerCase();
    const category = this.wanted("[name=category]");
    const status = this.wanted("[name=status]");
    const units = this.data.units.map((unit) => within(`${unit.name} ${unit.code}`, sought));
    const items = this.data.items.map((item) => within(`${item.id} ${item.name}`, sought));
    const [someUnit, someItem] = [units.includes(true), items.includes(true)];
    const kept = this.data.items.map(
      (item, at) => (someUnit && !someItem ? true : items[at]) && (!category || item.category === category),
    );
    const hits = (found) => (status === "gap" ? found !== "adopted" : !status || found === status);
    const rows = this.rows.map(() => false);
    const columns = kept.map(() => false);
    let gaps = 0;
    this.statuses.forEach((cells, row) => {
      if (!(someItem && !someUnit) && !units[row]) return;
      cells.forEach((found, column) => {
        if (!kept[column] || !hits(found)) return;
        rows[row] = columns[column] = true;
        gaps += found !== "adopted";
      });
    });
    this.hide(rows, columns, hits);
    this.tell(rows, columns, gaps);
  }

  hide(rows, columns, hits) {
    rows.forEach((shown, at) => (this.rows[at].hidden = !shown));
    const across = [...this.rows, ...this.table.tFoot.rows];
    columns.forEach((shown, at) => {
      if (this.heads[at].hidden === !shown) return;
      this.heads[at].hidden = !shown;
      for (const row of across) row.cells[at + this.fixed].hidden = !shown;
    });
    let start = 0;
    this.groups.forEach((group, at) => {
      const width = columns.slice(start, (start += this.spans[at])).filter(Boolean).length;
      group.hidden = !width;
      group.colSpan = width || 1;
    });
    for (const gap of this.gaps) {
      const { unit, item } = gap.querySelector("[data-unit]").dataset;
      gap.hidden = !rows[unit] || !columns[item] || !hits(this.statuses[unit][item]);
    }
    if (!this.resting?.checkVisibility()) {
      const first = visible(this.body.rows)[0];
      this.rest(first && visible(first.querySelectorAll(".cell"))[0]);
    }
  }

  tell(rows, columns, gaps) {
    const { shown, nothing } = this.output.dataset;
    const counts = { units: rows.filter(Boolean).length, items: columns.filter(Boolean).length, gaps };
    this.output.textContent = counts.units ? shown.replace(/{(\w+)}/g, (_, name) => counts[name]) : nothing;
  }
}

const details = new Details(document.querySelector("dialog"));
for (const section of document.querySelectorAll(".baseline:has(.map)")) new HeatMap(section, details);
