"""Mail as it really arrives: decoded headers, the sender's own words, the tree of parts."""
