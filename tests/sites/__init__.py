"""The pages of `qzqd site`. The folder has an s because Python has a module `site` of its own."""
