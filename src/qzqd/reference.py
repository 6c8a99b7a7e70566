"""Stub"""
def pages():
    return {}
