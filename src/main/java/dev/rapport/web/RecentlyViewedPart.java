package dev.rapport.web;

import java.util.Map;
import org.springframework.stereotype.Component;

/** What the person at work has opened lately, on the start page. */
@Component
class RecentlyViewedPart extends NamedWebPart {

    private final RecentlyViewed recentlyViewed;

    RecentlyViewedPart(RecentlyViewed recentlyViewed) {
        super(StartPage.PAGE, "recently-viewed", "start.recent", Column.SIDE, 40, "web/recently-viewed");
        this.recentlyViewed = recentlyViewed;
    }

    @Override
    public Map<String, Object> content(Subject subject) {
        return Map.of("recentlyViewed", recentlyViewed.latest());
    }
}
