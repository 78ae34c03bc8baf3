-- What is new waits in a list before it is sorted into such an index, and whoever searches reads all that waits, once for each part
-- of the search: with the usual 4 MB that was ten to twenty times the search itself while others wrote. 64 KB are sorted in every forty
-- contacts or so, by whoever writes then.

alter index contact_found set (gin_pending_list_limit = 64);
alter index measure_found set (gin_pending_list_limit = 64);
alter index address_search_text set (gin_pending_list_limit = 64);
alter index address_inactive_found set (gin_pending_list_limit = 64);
