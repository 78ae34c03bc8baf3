package dev.rapport.worklist.web;

import dev.rapport.web.NamedWebPart;
import dev.rapport.worklist.ListOpenContacts;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The open contacts of a campaign, of which many can be closed or reassigned at once. */
@Component
class OpenContactsPart extends NamedWebPart {

    private final ListOpenContacts listOpenContacts;

    OpenContactsPart(ListOpenContacts listOpenContacts) {
        super("campaign", "open-contacts", "bulk.open-contacts", Column.MAIN, 30, "worklist/open-contacts");
        this.listOpenContacts = listOpenContacts;
    }

    @Override
    public Map<String, Object> content(Subject subject) {
        return Map.of("openContacts", content(subject.id(), null));
    }

    /**
     * All that the template needs, under one name, because web parts of a page share a model.
     *
     * @param after the contact behind which the list goes on
     */
    Map<String, @Nullable Object> content(long campaignId, @Nullable String after) {
        Map<String, @Nullable Object> content = new HashMap<>();
        content.put("campaignId", campaignId);
        content.put("page", listOpenContacts.list(campaignId, after, null));
        content.put("refused", Map.of());
        content.put("typed", Map.of());
        return content;
    }
}
