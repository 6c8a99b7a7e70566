/* Keys and values that are no containers: plain text, or text in quotes without escapes. */

#pragma once
#include <Python.h>
#include <stdint.h>
#include <string.h>

#include "_reader.h"

/* So long may a key be, in bytes; libyaml takes 1,024 characters. */
#define LONGEST_KEY 1000
/* So many scalars are remembered with the bytes they were made of, and so many keys by the key before them; powers of two. */
#define REMEMBERED 2048
#define EXPECTED 256
/* Of a long scalar, so much of its beginning and of its end tells where it is remembered. */
#define TELLING 32

/* The whole number that the text is, as most that are no text are; NULL without an exception for anything else. */
static PyObject *whole_number(const char *written, Py_ssize_t size)
{
    if (size < 1 || size > 18 || (*written == '0' && size > 1))
        return NULL;
    long long number = 0;
    for (; size; size--, written++) {
        if (*written < '0' || *written > '9')
            return NULL;
        number = 10 * number + (*written - '0');
    }
    return PyLong_FromLongLong(number);
}

/* Keep a scalar that was not read before, with its value. */
static int keep(Reader *reader, PyObject *scalars, PyObject *text, PyObject *value)
{
    Py_UCS4 first = PyUnicode_GetLength(text) ? PyUnicode_ReadChar(text, 0) : ' ';
    reader->spaced |= first <= ' ' || first == 0x1680 || first == 0x3000; /* no other is legible */
    return PyDict_SetItem(scalars, text, value) == 0;
}

/* The value of a plain scalar, borrowed. */
static PyObject *plain_value(Reader *reader, PyObject *text, const char *written, Py_ssize_t size)
{
    PyObject *value = PyDict_GetItemWithError(reader->plain, text);
    if (value || PyErr_Occurred())
        return value;
    unsigned char first = size ? (unsigned char)*written : 0;
    if (first >= 0x80 || (first && !reader->curious[first]))
        return keep(reader, reader->plain, text, text) ? text : NULL;
    value = whole_number(written, size);
    if (!value && !PyErr_Occurred())
        value = PyObject_CallFunctionObjArgs(reader->resolve, text, NULL);
    if (!value) {
        if (PyErr_ExceptionMatches(PyExc_ValueError)) /* it is ambiguous */
            PyErr_Clear();
        return NULL;
    }
    int kept = keep(reader, reader->plain, text, value);
    Py_DECREF(value);
    return kept ? value : NULL;
}

/* The value of what is text however it reads, borrowed. */
static PyObject *text_value(Reader *reader, PyObject *text)
{
    PyObject *value = PyDict_GetItemWithError(reader->quoted, text);
    if (value || PyErr_Occurred())
        return value;
    return keep(reader, reader->quoted, text, text) ? text : NULL;
}

static uint64_t mixed_with(uint64_t mixed, const char *written, Py_ssize_t size)
{
    for (; size >= 8; size -= 8, written += 8) {
        uint64_t part;
        memcpy(&part, written, 8);
        mixed = (mixed ^ part) * 0x9E3779B97F4A7C15u;
        mixed ^= mixed >> 29;
    }
    uint64_t rest = 0;
    memcpy(&rest, written, (size_t)size);
    return (mixed ^ rest) * 0x9E3779B97F4A7C15u;
}

/* Where a scalar is remembered; one that is written otherwise may stand there. */
static Memory *memory_of(const Reader *reader, const char *written, Py_ssize_t size)
{
    uint64_t mixed = (uint64_t)size;
    if (size > 2 * TELLING) {
        mixed = mixed_with(mixed, written, TELLING);
        written += size - TELLING;
        size = TELLING;
    }
    return &reader->memories[(mixed_with(mixed, written, size) >> 40) % REMEMBERED];
}

/* The value of a scalar that was not read before, borrowed; how it is written goes to `memory`. */
static PyObject *new_scalar(Reader *reader, Memory *memory, const char *written, Py_ssize_t size, int quotes)
{
    PyObject *text = PyUnicode_DecodeUTF8(written + quotes, size - 2 * quotes, "strict");
    if (!text)
        return NULL;
    Py_ssize_t length = PyUnicode_GetLength(text) + 2 * quotes;
    PyObject *value =
        quotes ? text_value(reader, text) : plain_value(reader, text, written, size);
    Py_DECREF(text);
    if (value)
        *memory = (Memory){written, size, size - length, value};
    return value;
}

/* The value of a scalar that stands here, borrowed; goes behind it. */
static PyObject *taken(Reader *reader, const Memory *memory)
{
    uint32_t from = offset(reader);
    reader->wider += memory->wider;
    reader->at += memory->size;
    reader->latest = memory;
    return put(reader, from, offset(reader)) ? memory->value : NULL;
}

static int stands_here(const Reader *reader, const Memory *memory, Py_ssize_t size)
{
    return memory->size == size && !memcmp(memory->written, reader->at, (size_t)size);
}

/* The value of the scalar from `at` to `to`, borrowed; goes behind it. */
static PyObject *scalar(Reader *reader, const char *to, int quotes)
{
    Py_ssize_t size = to - reader->at;
    Memory *memory = memory_of(reader, reader->at, size);
    if (!stands_here(reader, memory, size) && !new_scalar(reader, memory, reader->at, size, quotes))
        return NULL;
    return taken(reader, memory);
}

static PyObject *quoted_scalar(Reader *reader)
{
    char quote = *reader->at;
    const char *to = reader->at + 1;
    while (*to != quote) {
        if (ends_line(to) || (quote == '"' && *to == '\\'))
            return NULL;
        to++;
    }
    if (quote == '\'' && to[1] == quote) /* a quote that is part of the text */
        return NULL;
    return scalar(reader, to + 1, 1);
}

/* How a plain scalar cannot begin (1), and where one ends or may end: anywhere (2), in brackets (4). */
static const unsigned char SPECIAL[256] = {
    ['\0'] = 3, ['\n'] = 3, ['\r'] = 3, [':'] = 3, ['#'] = 3, [','] = 5, ['['] = 5, [']'] = 5, ['{'] = 5,
    ['}'] = 5,  ['?'] = 5,  [' '] = 1,  ['&'] = 1, ['*'] = 1, ['!'] = 1, ['|'] = 1, ['>'] = 1, ['\''] = 1,
    ['"'] = 1,  ['%'] = 1,  ['@'] = 1,  ['`'] = 1,
};

static int may_begin_plain(const Reader *reader)
{
    const char *at = reader->at;
    if (*at == '-')
        return '0' <= at[1] && at[1] <= '9';
    if (*at == '.' && at == reader->line && !strncmp(at, "...", 3)) /* the end of a document */
        return 0;
    if (*at == '\xE3' && !strncmp(at, "\xE3\x80\x80", 3)) /* a full-width space, which is told */
        return 0;
    return !(SPECIAL[(unsigned char)*at] & 1);
}

static int separates(const char *colon)
{
    return *colon == ':' && (colon[1] == ' ' || ends_line(colon + 1));
}

static int begins_entry(const char *dash)
{
    return *dash == '-' && (dash[1] == ' ' || ends_line(dash + 1));
}

static PyObject *plain_scalar(Reader *reader, int flow)
{
    if (!may_begin_plain(reader))
        return NULL;
    const char *to = reader->at + 1;
    for (int ends = flow ? 2 | 4 : 2;; to++) {
        if (!(SPECIAL[(unsigned char)*to] & ends) || (*to == '#' && to[-1] != ' '))
            continue;
        if (*to != ':' ? *to != '?' : separates(to))
            break;
        if (flow) /* which libyaml has read in more than one way */
            return NULL;
    }
    while (to[-1] == ' ')
        to--;
    return scalar(reader, to, 0);
}

static PyObject *any_scalar(Reader *reader, int flow)
{
    return *reader->at == '"' || *reader->at == '\'' ? quoted_scalar(reader) : plain_scalar(reader, flow);
}

/* What was just read, from `from` on, is the key of the innermost mapping; goes behind its colon. */
static int take_key(Reader *reader, PyObject *key, const char *from)
{
    if (!separates(reader->at) || !PyUnicode_Check(key) || reader->at - from > LONGEST_KEY)
        return 0;
    reader->at++;
    reader->key = key;
    return 1;
}

/* Where the key is remembered that came last time after the key before: items that follow each other are alike. */
static Memory *expected_key(const Reader *reader)
{
    uintptr_t before = (uintptr_t)reader->key >> 4;
    return &reader->expected[(before ^ (before >> 8) ^ (uintptr_t)reader->depth) % EXPECTED];
}

/* A scalar that may be a key, which the innermost mapping expects here. */
static PyObject *block_scalar(Reader *reader)
{
    Memory *expected = expected_key(reader);
    if (expected->size && expected->size < reader->end - reader->at &&
        stands_here(reader, expected, expected->size) && separates(reader->at + expected->size))
        return taken(reader, expected);
    PyObject *value = any_scalar(reader, 0);
    if (value && separates(reader->at))
        *expected = *reader->latest;
    return value;
}
