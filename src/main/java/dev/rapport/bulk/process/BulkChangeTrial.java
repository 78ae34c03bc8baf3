package dev.rapport.bulk.process;

import dev.rapport.bulk.BulkChangeDraftBuilder;
import dev.rapport.bulk.Meant;
import dev.rapport.bulk.StartBulkChange;
import dev.rapport.engine.TrialItem;
import dev.rapport.lists.Entry;
import dev.rapport.measure.CreateMeasure;
import dev.rapport.measure.MeasureDraft;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** An order that never was, about one measure, for trials of the model that carries such orders out. */
@Component
class BulkChangeTrial implements TrialItem {

    private static final String ONE_ENTRY = "oneEntry";

    private final CreateMeasure createMeasure;
    private final StartBulkChange startBulkChange;
    private final JdbcClient jdbc;

    BulkChangeTrial(CreateMeasure createMeasure, StartBulkChange startBulkChange, JdbcClient jdbc) {
        this.createMeasure = createMeasure;
        this.startBulkChange = startBulkChange;
        this.jdbc = jdbc;
    }

    @Override
    public String process() {
        return BulkChangeModel.KEY;
    }

    @Override
    public List<String> ways() {
        return List.of(ONE_ENTRY);
    }

    @Override
    public Long begin(String way) {
        Long measure = createMeasure.create(new MeasureDraft("Trial", null, null, null, null));
        return startBulkChange.start(
                Meant.selected(Entry.Kind.MEASURE, List.of(measure)),
                BulkChangeDraftBuilder.builder().action("reassign").build());
    }

    @Override
    public Map<String, Object> report(boolean withInfotext) {
        return Map.of();
    }

    @Override
    public boolean isOpen(Long id) {
        return jdbc.sql("select status = 'RUNNING' from rapport.bulk_change where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }
}
