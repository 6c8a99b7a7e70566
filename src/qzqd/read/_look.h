/* A first look at texts: which characters there are, and where those stand that somebody watches out for. */

#pragma once
#include <Python.h>
#include <stdint.h>

#define CHARACTERS 0x110000

/* Characters one behind another, and room for more. */
typedef struct {
    Py_UCS4 *at;
    size_t count, room;
} Row;

/* What is known of a character, in two bits: four of them share a byte. */
enum { SEEN = 1, WATCHED = 2 };

typedef struct {
    uint8_t known[CHARACTERS / 4];
    Row characters, outline;
    Row text; /* the one that is looked at */
} Look;

static int make_room(Row *row, size_t count)
{
    if (count <= row->room)
        return 1;
    size_t room = 2 * count + 64;
    Py_UCS4 *at = PyMem_Realloc(row->at, room * sizeof *at);
    if (!at) {
        PyErr_NoMemory();
        return 0;
    }
    row->at = at;
    row->room = room;
    return 1;
}

/* The characters of a text become those of `text`. */
static int unfold(Look *look, PyObject *text)
{
    Py_ssize_t length = PyUnicode_GetLength(text);
    if (length < 0 || !make_room(&look->text, (size_t)length + 1))
        return 0;
    look->text.count = (size_t)length;
    return PyUnicode_AsUCS4(text, look->text.at, length + 1, 1) != NULL;
}

static int watch(Look *look, PyObject *characters)
{
    if (!unfold(look, characters))
        return 0;
    for (size_t i = 0; i < look->text.count; i++) {
        Py_UCS4 character = look->text.at[i];
        look->known[character / 4] |= (uint8_t)(WATCHED << character % 4 * 2);
    }
    return 1;
}

/* Goes over one text, and the null character behind it. */
static int look_at(Look *look, PyObject *text)
{
    if (!unfold(look, text) || !make_room(&look->characters, look->characters.count + look->text.count + 1) ||
        !make_room(&look->outline, look->outline.count + look->text.count + 1))
        return 0;
    for (size_t i = 0; i <= look->text.count; i++) {
        Py_UCS4 character = look->text.at[i], shift = character % 4 * 2;
        uint8_t *known = &look->known[character / 4];
        unsigned state = *known >> shift & (SEEN | WATCHED);
        if (state == SEEN) /* as are nearly all */
            continue;
        if (!(state & SEEN)) {
            *known |= (uint8_t)(SEEN << shift);
            look->characters.at[look->characters.count++] = character;
        }
        if (state & WATCHED)
            look->outline.at[look->outline.count++] = character;
    }
    return 1;
}

static PyObject *text_of(const Row *row)
{
    int order = PY_LITTLE_ENDIAN ? -1 : 1;
    return PyUnicode_DecodeUTF32((const char *)row->at, (Py_ssize_t)(row->count * sizeof *row->at),
                                 "surrogatepass", &order);
}
