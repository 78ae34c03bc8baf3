package dev.rapport.item.web;

import dev.rapport.item.ReadCourse;
import dev.rapport.shared.ModelNames;
import dev.rapport.shared.Sentences;
import dev.rapport.web.FieldMessages;
import dev.rapport.web.Permissions;
import dev.rapport.web.WebParts;
import org.springframework.stereotype.Component;

/** What the pages of all kinds of items work with. */
@Component
public record ItemPageTools(
        ReadCourse readCourse,
        ItemLookups lookups,
        WebParts webParts,
        FieldMessages fieldMessages,
        Sentences sentences,
        ModelNames modelNames,
        Permissions permissions) {}
