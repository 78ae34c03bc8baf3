package dev.rapport.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Links that leave Rapport: to the telephone and the mail program. */
@Component("links")
public class Links {

    /** {@code tel:} with the number as it was typed, without what only makes it readable; null if there is nothing to dial. */
    public @Nullable String tel(@Nullable String phone) {
        if (phone == null) {
            return null;
        }
        String digits = phone.strip().replace("(0)", "").replaceAll("[^0-9+*#]", "");
        return digits.matches("\\+?[0-9*#]{2,}") ? "tel:" + digits : null;
    }

    public @Nullable String mail(@Nullable String address) {
        return address == null || address.isBlank()
                ? null
                : "mailto:"
                        + URLEncoder.encode(address.strip(), StandardCharsets.UTF_8)
                                .replace("%40", "@")
                                .replace("+", "%20");
    }
}
