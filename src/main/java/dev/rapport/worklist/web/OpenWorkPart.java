package dev.rapport.worklist.web;

import dev.rapport.web.NamedWebPart;
import dev.rapport.worklist.ListOpenWork;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The next open contacts of the person at work, on the start page. */
@Component
class OpenWorkPart extends NamedWebPart {

    private final ListOpenWork openWork;

    OpenWorkPart(ListOpenWork openWork) {
        super("start", "open-work", "start.open-work", Column.SIDE, 10, "worklist/open-work");
        this.openWork = openWork;
    }

    @Override
    public Map<String, Object> content(Subject subject) {
        return Map.of("openWork", openWork.next());
    }
}
