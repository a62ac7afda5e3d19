"""Room 9: gold data sets → scores, error lists, floors. One file a measure; each gives a result with `to_text`."""
