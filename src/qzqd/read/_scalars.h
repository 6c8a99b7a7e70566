/* Keys and values that are no containers: plain text, or text in quotes without escapes. */

#pragma once
#include <Python.h>
#include <stdint.h>
#include <string.h>

#include "_reader.h"

/* So long may a key be, in bytes; libyaml takes 1,024 characters. */
#define LONGEST_KEY 1000
/* So many scalars are remembered with the bytes they were made of; a power of two. */
#define REMEMBERED 2048

/* The value of a plain scalar, borrowed. `first` is its first byte, 0 for none. */
static PyObject *plain_value(Reader *reader, PyObject *text, unsigned char first)
{
    PyObject *value = PyDict_GetItemWithError(reader->plain, text);
    if (value || PyErr_Occurred())
        return value;
    if (first >= 0x80 || (first && !reader->curious[first]))
        return PyDict_SetItem(reader->plain, text, text) ? NULL : text;
    value = PyObject_CallFunctionObjArgs(reader->resolve, text, NULL);
    if (!value) {
        if (PyErr_ExceptionMatches(PyExc_ValueError)) /* it is ambiguous */
            PyErr_Clear();
        return NULL;
    }
    int known = PyDict_SetItem(reader->plain, text, value);
    Py_DECREF(value);
    return known ? NULL : value;
}

/* The value of what is text however it reads, borrowed. */
static PyObject *text_value(Reader *reader, PyObject *text)
{
    PyObject *value = PyDict_GetItemWithError(reader->quoted, text);
    if (value || PyErr_Occurred())
        return value;
    return PyDict_SetItem(reader->quoted, text, text) ? NULL : text;
}

/* Where a scalar is remembered; one that is written otherwise may stand there. */
static Memory *memory_of(const Reader *reader, const char *written, Py_ssize_t size)
{
    uint64_t mixed = (uint64_t)size;
    for (; size >= 8; size -= 8, written += 8) {
        uint64_t part;
        memcpy(&part, written, 8);
        mixed = (mixed ^ part) * 0x9E3779B97F4A7C15u;
        mixed ^= mixed >> 29;
    }
    uint64_t rest = 0;
    memcpy(&rest, written, (size_t)size);
    mixed = (mixed ^ rest) * 0x9E3779B97F4A7C15u;
    return &reader->memories[(mixed >> 40) % REMEMBERED];
}

/* The value of a scalar that was not read before, borrowed; how it is written goes to `memory`. */
static PyObject *new_scalar(Reader *reader, Memory *memory, const char *written, Py_ssize_t size, int quotes)
{
    PyObject *text = PyUnicode_DecodeUTF8(written + quotes, size - 2 * quotes, "strict");
    if (!text)
        return NULL;
    Py_ssize_t length = PyUnicode_GetLength(text) + 2 * quotes;
    PyObject *value =
        quotes ? text_value(reader, text) : plain_value(reader, text, (unsigned char)*written);
    Py_DECREF(text);
    if (value)
        *memory = (Memory){written, size, size - length, value};
    return value;
}

/* The value of the scalar from `at` to `to`, borrowed; goes behind it. */
static PyObject *scalar(Reader *reader, const char *to, int quotes)
{
    uint32_t from = offset(reader);
    Py_ssize_t size = to - reader->at;
    Memory *memory = memory_of(reader, reader->at, size);
    if (memory->size != size || memcmp(memory->written, reader->at, (size_t)size))
        if (!new_scalar(reader, memory, reader->at, size, quotes))
            return NULL;
    reader->wider += memory->wider;
    reader->at = to;
    return put(reader, from, offset(reader)) ? memory->value : NULL;
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

static int may_begin_plain(const Reader *reader)
{
    const char *at = reader->at;
    if (*at == '-')
        return '0' <= at[1] && at[1] <= '9';
    if (at == reader->line && !strncmp(at, "...", 3)) /* the end of a document */
        return 0;
    if (!strncmp(at, "\xE3\x80\x80", 3)) /* a full-width space, which is told */
        return 0;
    return !ends_line(at) && !strchr(" ?:,[]{}#&*!|>'\"%@`", *at);
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
    const char *at = reader->at, *to = at;
    while (!ends_line(at) && !separates(at)) {
        if (*at == '#' && at[-1] == ' ')
            break;
        if (flow && strchr(",[]{}", *at))
            break;
        if (flow && (*at == '?' || *at == ':')) /* which libyaml has read in more than one way */
            return NULL;
        if (*at++ != ' ')
            to = at;
    }
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
