"""The tutor: a transformer that learns from labelled paragraphs which words carry obstacles, and tags a corpus.

A scan never runs it; the small classifier of a scan learns from its tags. Nothing but `medienbruch encoder tutor`
imports this folder, since it needs torch.
"""
