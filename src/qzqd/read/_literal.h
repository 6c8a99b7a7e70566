/* Text that stands in lines of its own below `|` or `|-`. */

#pragma once
#include <Python.h>
#include <string.h>

#include "_scalars.h"

/* Go behind the lines that are indented by so much, and the empty ones among and below them. */
static int skip_literal(Reader *reader, Py_ssize_t indent)
{
    while (reader->at < reader->end) {
        while (reader->at - reader->line < indent && *reader->at == ' ')
            reader->at++;
        int inside = reader->at - reader->line == indent;
        if (ends_line(reader->at) ? reader->at > reader->line : !inside) {
            int blank = ends_line(reader->at); /* spaces and nothing else */
            reader->at = reader->line;
            return !blank;
        }
        while (!ends_line(reader->at))
            reader->at++;
        if (*reader->at == '\0') /* a text without its last line end */
            return 0;
        finish_line(reader);
    }
    return 1;
}

/* The text between two places, its lines without their indent; how many bytes it has. */
static Py_ssize_t unindented(char *text, const char *from, const char *to, Py_ssize_t indent)
{
    char *end = text;
    while (from < to) {
        if (!ends_line(from))
            from += indent;
        for (; *from != '\n'; from++)
            if (*from != '\r')
                *end++ = *from;
        *end++ = *from++;
    }
    return end - text;
}

static PyObject *literal_text(Reader *reader, const char *from, Py_ssize_t indent, int keeps_end)
{
    char *text = PyMem_Malloc((size_t)(reader->at - from));
    if (!text)
        return PyErr_NoMemory();
    Py_ssize_t size = unindented(text, from, reader->at, indent);
    while (size && text[size - 1] == '\n')
        size--;
    PyObject *decoded = PyUnicode_DecodeUTF8(text, size + keeps_end, "strict");
    PyMem_Free(text);
    if (decoded)
        reader->wider += size + keeps_end - PyUnicode_GetLength(decoded);
    return decoded;
}

/* A literal text from its header on, as a value of the innermost container; goes to the next line. */
static int literal(Reader *reader)
{
    uint32_t start = offset(reader);
    int keeps_end = reader->at[1] != '-';
    reader->at += keeps_end ? 1 : 2;
    if (!ends_line(reader->at) || !finish_line(reader))
        return 0;
    const char *from = reader->at;
    skip_spaces(reader);
    Py_ssize_t indent = reader->at - from;
    if (indent <= reader->levels[reader->depth - 1].column || ends_line(reader->at))
        return 0;
    reader->at = from;
    if (!skip_literal(reader, indent))
        return 0;
    PyObject *text = literal_text(reader, from, indent, keeps_end);
    if (!text)
        return 0;
    PyObject *value = text_value(reader, text);
    Py_DECREF(text);
    return value && put(reader, start, offset(reader)) && attach(reader, value);
}
