package dev.rapport.lists.web;

import dev.rapport.lists.ListViews;
import dev.rapport.web.PinnedPlaces;
import java.util.List;
import org.springframework.stereotype.Component;

/** Views stand in the navigation. */
@Component
class PinnedViews implements PinnedPlaces {

    private final ListViews views;

    PinnedViews(ListViews views) {
        this.views = views;
    }

    @Override
    public List<Place> places() {
        return views.pinned().stream()
                .map(view -> new Place(view.name(), view.path()))
                .toList();
    }
}
