/* Reads the layout that `qzqd fmt` writes: block mappings and lists, brackets closed on their line, plain scalars,
 * quoted ones without escapes, and literal texts. It gives what the loop over libyaml's events gives, or None:
 * whatever is not certain is left to that loop, which remains the judge. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "_legible.h"
#include "_literal.h"
#include "_look.h"
#include "_reader.h"
#include "_scalars.h"

/* ---- In brackets ------------------------------------------------------------------------------------------ */

static int opens(const char *at)
{
    return *at == '[' || *at == '{';
}

static int closes(const Reader *reader)
{
    return *reader->at == (reader->levels[reader->depth - 1].keyed ? '}' : ']');
}

static int open_flow(Reader *reader)
{
    if (!open_level(reader, *reader->at == '{', 0, offset(reader)))
        return 0;
    reader->at++;
    return 1;
}

/* A full-width comma in a plain entry of a list is told. */
static int has_wide_comma(const char *at, const char *to)
{
    for (; at + 3 <= to; at++)
        if (!memcmp(at, "\xEF\xBC\x8C", 3))
            return 1;
    return 0;
}

/* An entry of the innermost container, or the opening bracket of one. */
static int flow_entry(Reader *reader)
{
    int keyed = reader->levels[reader->depth - 1].keyed;
    const char *from = reader->at;
    if (keyed) {
        PyObject *key = any_scalar(reader, 1);
        if (!key || !take_key(reader, key, from))
            return 0;
        skip_spaces(reader);
        from = reader->at;
    }
    if (opens(from))
        return open_flow(reader);
    PyObject *value = any_scalar(reader, 1);
    if (!value || (!keyed && *from != '"' && *from != '\'' && has_wide_comma(from, reader->at)))
        return 0;
    return attach(reader, value);
}

/* From an opening bracket to its closing one. */
static int flow_node(Reader *reader)
{
    int outside = reader->depth;
    int fresh = open_flow(reader); /* nothing stands behind the innermost bracket yet */
    if (!fresh)
        return 0;
    while (reader->depth > outside) {
        skip_spaces(reader);
        if (closes(reader)) {
            reader->at++;
            close_level(reader, offset(reader));
            fresh = 0;
            continue;
        }
        if (!fresh) {
            if (*reader->at++ != ',')
                return 0;
            skip_spaces(reader);
        }
        int depth = reader->depth;
        if (!flow_entry(reader))
            return 0;
        fresh = reader->depth > depth;
    }
    return 1;
}

/* ---- In lines --------------------------------------------------------------------------------------------- */

/* Whether nothing follows on this line, so that what comes next may stand on lines of its own. */
static int stands_below(Reader *reader)
{
    reader->awaited = offset(reader);
    return reader->awaiting = finish_line(reader);
}

/* What the innermost container awaited is not there. */
static int fill_with_null(Reader *reader)
{
    reader->awaiting = 0;
    PyObject *text = PyUnicode_FromStringAndSize("", 0);
    PyObject *value = text ? plain_value(reader, text, "", 0) : NULL;
    Py_XDECREF(text);
    return value && put(reader, reader->awaited, reader->awaited) && attach(reader, value);
}

static int close_block(Reader *reader)
{
    if (reader->awaiting && !fill_with_null(reader))
        return 0;
    close_level(reader, reader->positions[reader->count - 1]);
    return 1;
}

static int rest_of_field(Reader *reader, PyObject *key, const char *from)
{
    if (!take_key(reader, key, from))
        return 0;
    if (stands_below(reader))
        return 1;
    if (opens(reader->at))
        return flow_node(reader) && finish_line(reader);
    if (*reader->at == '|')
        return literal(reader);
    PyObject *value = any_scalar(reader, 0);
    return value && attach(reader, value) && finish_line(reader);
}

static int field(Reader *reader)
{
    const char *from = reader->at;
    PyObject *key = block_scalar(reader);
    return key && rest_of_field(reader, key, from);
}

/* Behind a dash, or on a line of its own: brackets, a scalar, or a mapping whose first key this scalar is. */
static int node(Reader *reader)
{
    if (opens(reader->at))
        return flow_node(reader) && finish_line(reader);
    const char *from = reader->at;
    PyObject *first = block_scalar(reader);
    if (!first)
        return 0;
    if (*reader->at != ':')
        return attach(reader, first) && finish_line(reader);
    reader->count -= 2; /* the mapping comes before its key */
    uint32_t start = reader->positions[reader->count], end = reader->positions[reader->count + 1];
    return open_level(reader, 1, from - reader->line, start) && put(reader, start, end) &&
           rest_of_field(reader, first, from);
}

/* What follows a dash; it may be further dashes. */
static int entry(Reader *reader)
{
    for (;;) {
        reader->at++;
        if (stands_below(reader))
            return 1;
        if (*reader->at == '|')
            return literal(reader);
        if (!begins_entry(reader->at))
            return node(reader);
        if (!open_level(reader, 0, reader->at - reader->line, offset(reader)))
            return 0;
    }
}

/* An entry or a field of the innermost container, the beginning of a container, or a scalar that stands alone. */
static int line(Reader *reader)
{
    Py_ssize_t column = reader->at - reader->line;
    int dash = begins_entry(reader->at);
    while (reader->depth && column < reader->levels[reader->depth - 1].column)
        if (!close_block(reader))
            return 0;
    Level *level = reader->depth ? &reader->levels[reader->depth - 1] : NULL;
    int beside = level && level->column == column;
    if (beside && level->keyed && reader->awaiting && dash) /* the dashes of a list may stand below its key */
        beside = 0;
    if (!beside) {
        if (level ? !reader->awaiting : reader->root != NULL)
            return 0;
        reader->awaiting = 0;
        return dash ? open_level(reader, 0, column, offset(reader)) && entry(reader) : node(reader);
    }
    if (reader->awaiting && !fill_with_null(reader))
        return 0;
    if (!level->keyed && dash)
        return entry(reader);
    if (!level->keyed) { /* such a list ends where the next key stands */
        if (reader->depth == 1 || level[-1].column != column || !close_block(reader))
            return 0;
    }
    return !dash && field(reader);
}

static int document(Reader *reader)
{
    for (skip_empty_lines(reader); reader->at < reader->end; skip_empty_lines(reader))
        if (!line(reader))
            return 0;
    while (reader->depth)
        if (!close_block(reader))
            return 0;
    return reader->root != NULL;
}

/* ---- What Python sees ------------------------------------------------------------------------------------- */

static PyObject *read_(PyObject *module, PyObject *arguments)
{
    (void)module;
    PyObject *source, *curious, *resolve, *result = NULL;
    int legible;
    if (!PyArg_ParseTuple(arguments, "SSOp:read", &source, &curious, &resolve, &legible))
        return NULL;
    if (PyBytes_Size(curious) != 128) {
        PyErr_SetString(PyExc_ValueError, "one byte for each ASCII character is needed");
        return NULL;
    }
    Py_ssize_t size = PyBytes_Size(source);
    const char *text = PyBytes_AsString(source);
    if (size > INT32_MAX || (!legible && !is_legible(text, size)))
        Py_RETURN_NONE;
    Reader reader = {
        .start = text,
        .at = text,
        .end = text + size,
        .line = text,
        .plain = PyDict_New(),
        .quoted = PyDict_New(),
        .places = PyByteArray_FromStringAndSize(NULL, 0),
        .memories = PyMem_Calloc(REMEMBERED + EXPECTED, sizeof(Memory)),
        .curious = PyBytes_AsString(curious),
        .resolve = resolve,
    };
    if (!reader.memories)
        PyErr_NoMemory();
    reader.expected = reader.memories + REMEMBERED;
    if (reader.plain && reader.quoted && reader.places && reader.memories && document(&reader) &&
        resize(&reader, reader.count))
        result = Py_BuildValue("OOOOO", reader.root, reader.places, reader.plain, reader.quoted,
                               reader.spaced ? Py_True : Py_False);
    Py_XDECREF(reader.root);
    Py_XDECREF(reader.places);
    Py_XDECREF(reader.plain);
    Py_XDECREF(reader.quoted);
    PyMem_Free(reader.memories);
    if (!result && !PyErr_Occurred())
        Py_RETURN_NONE;
    return result;
}

static PyObject *legible(PyObject *module, PyObject *source)
{
    (void)module;
    char *text;
    Py_ssize_t size;
    if (PyBytes_AsStringAndSize(source, &text, &size) < 0)
        return NULL;
    return PyBool_FromLong(is_legible(text, size));
}

static PyObject *look(PyObject *module, PyObject *arguments)
{
    (void)module;
    PyObject *texts, *watched, *result = NULL;
    if (!PyArg_ParseTuple(arguments, "O!U:look", &PyList_Type, &texts, &watched))
        return NULL;
    Look *seen = PyMem_Calloc(1, sizeof *seen);
    if (!seen)
        return PyErr_NoMemory();
    int done = watch(seen, watched);
    for (Py_ssize_t i = 0; done && i < PyList_Size(texts); i++)
        done = look_at(seen, PyList_GetItem(texts, i));
    if (done)
        result = Py_BuildValue("NN", text_of(&seen->characters), text_of(&seen->outline));
    PyMem_Free(seen->characters.at);
    PyMem_Free(seen->outline.at);
    PyMem_Free(seen->text.at);
    PyMem_Free(seen);
    return result;
}

static PyMethodDef METHODS[] = {
    {"legible", legible, METH_O, NULL},
    {"look", look, METH_VARARGS, NULL},
    {"read", read_, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot SLOTS[] = {{0, NULL}};

static struct PyModuleDef MODULE = {
    PyModuleDef_HEAD_INIT, .m_name = "_canonical", .m_methods = METHODS, .m_slots = SLOTS,
};

PyMODINIT_FUNC PyInit__canonical(void)
{
    return PyModuleDef_Init(&MODULE);
}
