package dev.rapport.contact.web;

import dev.rapport.contact.ListOpenWork;
import dev.rapport.web.NamedWebPart;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The next open contacts of the person at work, on the start page. */
@Component
class OpenWorkPart extends NamedWebPart {

    private final ListOpenWork openWork;

    OpenWorkPart(ListOpenWork openWork) {
        super("start", "open-work", "start.open-work", Column.SIDE, 10, "contact/open-work");
        this.openWork = openWork;
    }

    @Override
    public Map<String, Object> content(Subject subject) {
        return Map.of("openWork", openWork.next());
    }
}
