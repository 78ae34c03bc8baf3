package dev.rapport.contact.web.edit;

import dev.rapport.web.FormWebPart;
import dev.rapport.web.WebPart;
import dev.rapport.web.WebPart.Column;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The panels of a contact's page, where they stand for everybody who has not moved them. */
@Configuration(proxyBeanMethods = false)
class ContactParts {

    @Bean
    WebPart contactInformationPart() {
        return part("information", "contact.information", Column.MAIN, 10);
    }

    @Bean
    WebPart contactInfotextPart() {
        return part("infotext", "field.infotext", Column.MAIN, 20);
    }

    @Bean
    WebPart contactReminderPart() {
        return part("reminder", "field.reminder", Column.SIDE, 10);
    }

    @Bean
    WebPart contactCampaignPart() {
        return part("campaign", "field.campaignId", Column.SIDE, 20);
    }

    @Bean
    WebPart contactCoursePart() {
        return part("course", "item.course", Column.SIDE, 30);
    }

    /** The panel in which a field stands. */
    static String of(String field) {
        return switch (field) {
            case "infotext" -> "part-infotext";
            case "campaignId" -> "part-campaign";
            case "reminder", "reminderLead" -> "part-reminder";
            default -> "part-information";
        };
    }

    private static WebPart part(String name, String title, Column column, int position) {
        return new FormWebPart("contact", "part-" + name, title, column, position, "contact/contact", name);
    }
}
