package dev.rapport.bulk;

/** What may be said of many: every field checked that can be without looking at each of them. */
record CheckedBulkChange(BulkChange.ChangeAction action, BulkChangeDraft said) {}
