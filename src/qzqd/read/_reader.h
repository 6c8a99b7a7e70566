/* How far the text is read, and what it was made into: containers, and the positions of all keys and values. */

#pragma once
#include <Python.h>
#include <stdint.h>

#include "_legible.h"

/* How deep containers nest here; catalogues need 6. */
#define DEEPEST 16

/* A container that is being filled. The one around it holds the reference. */
typedef struct {
    PyObject *container;
    int keyed;
    Py_ssize_t column; /* where its keys or dashes stand */
    size_t place;      /* of its start among the positions */
} Level;

/* A scalar as it is written, and its value: what is written alike once more need not be decoded again. */
typedef struct {
    const char *written;
    Py_ssize_t size;
    Py_ssize_t wider; /* it has so many more bytes than characters */
    PyObject *value;
} Memory;

typedef struct {
    const char *start, *at, *end; /* the text, which is legible and ends with a null byte */
    const char *line;             /* where the line of `at` begins */
    Py_ssize_t wider;             /* by so many there are more bytes than characters before `at` */
    PyObject *plain, *quoted;     /* each distinct scalar; they hold the references to keys and texts */
    const char *curious;          /* for each ASCII character: whether a plain scalar with it may be no text */
    PyObject *resolve;
    int spaced;                   /* whether a text is empty or begins with white space: it may be blank */
    Memory *memories, *expected;
    const Memory *latest;         /* the scalar that was just read */
    PyObject *places;             /* a bytearray, which holds the positions: handed over without a copy */
    uint32_t *positions;
    size_t count, room;
    Level levels[DEEPEST];
    int depth;
    PyObject *root;
    PyObject *key;                /* of the innermost mapping: whose value comes next */
    int awaiting;                 /* the value of a key, or of a dash, did not stand on its line */
    uint32_t awaited;             /* where it is if there is none */
} Reader;

/* All functions below give 0 where they fail, with an exception, and where they are not sure, without one. */

static uint32_t offset(const Reader *reader)
{
    return (uint32_t)(reader->at - reader->start - reader->wider);
}

static int resize(Reader *reader, size_t room)
{
    if (PyByteArray_Resize(reader->places, (Py_ssize_t)(room * sizeof *reader->positions)) < 0)
        return 0;
    reader->positions = (uint32_t *)(void *)PyByteArray_AsString(reader->places);
    reader->room = room;
    return 1;
}

static int put(Reader *reader, uint32_t from, uint32_t to)
{
    if (reader->count + 2 > reader->room) {
        size_t room = 2 * reader->room + 64;
        if (!resize(reader, room))
            return 0;
    }
    reader->positions[reader->count++] = from;
    reader->positions[reader->count++] = to;
    return 1;
}

static int ends_line(const char *at)
{
    return *at == '\n' || *at == '\r' || *at == '\0';
}

static void skip_spaces(Reader *reader)
{
    while (*reader->at == ' ')
        reader->at++;
}

static void skip_comment(Reader *reader)
{
    for (; !ends_line(reader->at); reader->at++)
        reader->wider += continues((unsigned char)*reader->at);
}

/* Go to the next line; not sure if this one holds anything more than a comment. */
static int finish_line(Reader *reader)
{
    const char *before = reader->at;
    skip_spaces(reader);
    if (*reader->at == '#' && (reader->at > before || reader->at == reader->line))
        skip_comment(reader);
    if (!ends_line(reader->at))
        return 0;
    if (*reader->at == '\r')
        reader->at++;
    if (*reader->at == '\n')
        reader->at++;
    reader->line = reader->at;
    return 1;
}

/* Go to the first character of the next line that holds more than a comment, or to the end. */
static void skip_empty_lines(Reader *reader)
{
    while (reader->at < reader->end && finish_line(reader))
        ;
}

/* Give a value its place in the innermost container; not sure if its key was there before. */
static int attach(Reader *reader, PyObject *value)
{
    if (!reader->depth) {
        reader->root = value;
        Py_INCREF(value);
        return 1;
    }
    Level *level = &reader->levels[reader->depth - 1];
    if (!level->keyed)
        return PyList_Append(level->container, value) == 0;
    Py_ssize_t size = PyDict_Size(level->container);
    return PyDict_SetItem(level->container, reader->key, value) == 0 && PyDict_Size(level->container) > size;
}

/* Begin a container in the innermost one. */
static int open_level(Reader *reader, int keyed, Py_ssize_t column, uint32_t from)
{
    if (reader->depth == DEEPEST)
        return 0;
    PyObject *container = keyed ? PyDict_New() : PyList_New(0);
    if (!container)
        return 0;
    int attached = attach(reader, container);
    Py_DECREF(container);
    if (!attached)
        return 0;
    Level *level = &reader->levels[reader->depth++];
    level->container = container;
    level->keyed = keyed;
    level->column = column;
    level->place = reader->count;
    reader->awaiting = 0;
    return put(reader, from, 0);
}

static void close_level(Reader *reader, uint32_t end)
{
    reader->positions[reader->levels[--reader->depth].place + 1] = end;
}
