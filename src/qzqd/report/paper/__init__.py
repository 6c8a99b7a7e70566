"""What any report needs: widths, tables, safe text, markup, excerpts, provenance."""
