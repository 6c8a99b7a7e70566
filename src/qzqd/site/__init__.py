"""All lists of a workspace as pages that need no server: opened from a folder, a zip or any web server."""
