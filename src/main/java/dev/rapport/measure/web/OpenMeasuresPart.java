package dev.rapport.measure.web;

import dev.rapport.measure.ListOpenMeasures;
import dev.rapport.web.NamedWebPart;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The next open measures of the person at work, on the start page. */
@Component
class OpenMeasuresPart extends NamedWebPart {

    private final ListOpenMeasures openMeasures;

    OpenMeasuresPart(ListOpenMeasures openMeasures) {
        super("start", "open-measures", "start.open-measures", Column.SIDE, 20, "measure/open");
        this.openMeasures = openMeasures;
    }

    @Override
    public Map<String, Object> content(Subject subject) {
        return Map.of("openMeasures", openMeasures.next());
    }
}
