package dev.rapport.measure.web;

import dev.rapport.web.NumberedTargets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Measures in the palette. */
@Component
class MeasureTargets extends NumberedTargets {

    MeasureTargets(JdbcClient jdbc) {
        super(jdbc, "rapport.measure", "/measures/", "flag");
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
