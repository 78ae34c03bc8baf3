package dev.rapport.measure.web;

import dev.rapport.web.FormWebPart;
import dev.rapport.web.WebPart;
import dev.rapport.web.WebPart.Column;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The panels of a measure's page, where they stand for everybody who has not moved them. */
@Configuration(proxyBeanMethods = false)
class MeasureParts {

    @Bean
    WebPart measureInformationPart() {
        return part("information", "measure.information", Column.MAIN, 10);
    }

    @Bean
    WebPart measureInfotextPart() {
        return part("infotext", "field.infotext", Column.MAIN, 20);
    }

    @Bean
    WebPart measureCampaignPart() {
        return part("campaign", "field.campaignId", Column.SIDE, 10);
    }

    @Bean
    WebPart measureAudiencePart() {
        return part("audience", "measure.audience", Column.SIDE, 20);
    }

    @Bean
    WebPart measureCoursePart() {
        return part("course", "item.course", Column.SIDE, 30);
    }

    /** The panel in which a field stands. */
    static String of(String field) {
        return switch (field) {
            case "infotext" -> "part-infotext";
            case "campaignId" -> "part-campaign";
            default -> "part-information";
        };
    }

    private static WebPart part(String name, String title, Column column, int position) {
        return new FormWebPart("measure", "part-" + name, title, column, position, "measure/page", name);
    }
}
