package dev.rapport.measure.web;

import dev.rapport.web.Dates;
import dev.rapport.web.NumberedTargets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Measures in the palette. */
@Component
class MeasureTargets extends NumberedTargets {

    MeasureTargets(JdbcClient jdbc, Dates dates) {
        super(
                jdbc,
                dates,
                "rapport.measure_entry_ever",
                "/measures/",
                "flag",
                "(select k.title from rapport.campaign_title k where k.id = found.campaign_id)");
    }

    @Override
    public String title() {
        return "palette.measures";
    }

    @Override
    public int position() {
        return 50;
    }
}
