/* Whether a text is one in which nothing is hidden. */

#pragma once
#include <Python.h>
#include <stdint.h>
#include <string.h>

/* All characters beyond ASCII that are seen for what they are; the complement stands in qzqd/characters.py. */
static const uint32_t VISIBLE[][2] = {
    {0x3000, 0x3163}, {0x3165, 0xD7FF}, {0xFF00, 0xFF9F}, {0x2010, 0x2027}, {0x2030, 0x205E}, {0x2070, 0x2FFF},
    {0xA1, 0xAC}, {0xAE, 0x61B}, {0x61D, 0x115E}, {0x1161, 0x180D}, {0x180F, 0x1FFF}, {0xF900, 0xFEFE},
    {0xFFA1, 0xFFF8}, {0xFFFC, 0xFFFC}, {0x10000, 0xDFFFF}, {0xE0080, 0xEFFFF},
};

static int is_visible(uint32_t character)
{
    for (size_t i = 0; i < sizeof VISIBLE / sizeof *VISIBLE; i++)
        if (VISIBLE[i][0] <= character && character <= VISIBLE[i][1])
            return 1;
    return 0;
}

static int continues(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

/* The bytes of one well-formed visible character beyond ASCII; 0 for anything else. Text ends with a null byte. */
static int visible_width(const unsigned char *at)
{
    if (at[0] >= 0xC2 && at[0] <= 0xDF && continues(at[1]))
        return is_visible((at[0] & 0x1Fu) << 6 | (at[1] & 0x3Fu)) ? 2 : 0;
    if ((at[0] & 0xF0) == 0xE0 && continues(at[1]) && continues(at[2])) {
        uint32_t character = (at[0] & 0xFu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu);
        return character >= 0x800 && is_visible(character) ? 3 : 0;
    }
    if ((at[0] & 0xF8) == 0xF0 && continues(at[1]) && continues(at[2]) && continues(at[3])) {
        uint32_t character =
            (at[0] & 0x7u) << 18 | (at[1] & 0x3Fu) << 12 | (at[2] & 0x3Fu) << 6 | (at[3] & 0x3Fu);
        return character >= 0x10000 && is_visible(character) ? 4 : 0;
    }
    return 0;
}

/* Go to the first character that is not an ordinary one: printable ASCII, or from U+4000 to U+9FFF. */
static const unsigned char *ordinary(const unsigned char *at, const unsigned char *end)
{
    const uint64_t each = 0x0101010101010101u, high = 0x80 * each;
    for (;;) {
        while (end - at >= 8) {
            uint64_t eight;
            memcpy(&eight, at, 8);
            /* A high bit is set where a byte is below a space, above a tilde, or beyond ASCII. */
            if ((eight | (eight - ' ' * each) | (eight + each)) & high)
                break;
            at += 8;
        }
        while (*at >= ' ' && *at < 0x7F)
            at++;
        if (!(*at >= 0xE4 && *at <= 0xE9 && continues(at[1]) && continues(at[2])))
            return at;
        while (*at >= 0xE4 && *at <= 0xE9 && continues(at[1]) && continues(at[2]))
            at += 3;
    }
}

/* Whether all is UTF-8, visible, and in lines that end with LF or CRLF; no tabs, no spaces but the ordinary one. */
static int is_legible(const char *text, Py_ssize_t size)
{
    const unsigned char *at = (const unsigned char *)text, *end = at + size;
    while ((at = ordinary(at, end)) < end) {
        if (*at == '\n' || (*at == '\r' && at[1] == '\n')) {
            at++;
            continue;
        }
        int width = *at < 0x80 ? 0 : visible_width(at);
        if (!width)
            return 0;
        at += width;
    }
    return 1;
}
