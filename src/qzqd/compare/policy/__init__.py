"""Whether a change was allowed: what each change needs, the approvals at hand, the verdict."""
