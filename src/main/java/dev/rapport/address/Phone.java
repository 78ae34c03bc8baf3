package dev.rapport.address;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A phone number in the spellings it is compared and found by.
 *
 * @param e164 +49301234567
 * @param national digits as dialled in its own country, 0301234567
 */
record Phone(String e164, String national) {

    private static final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private static final String HOME = "DE";

    /**
     * Reads a number as people write it.
     *
     * @param country in which a number without a country code is dialled, in German, English or as a code; Germany when
     *     missing or unknown
     * @return null for what is no phone number, such as "Durchwahl 12"
     */
    static @Nullable Phone parse(@Nullable String typed, @Nullable String country) {
        if (typed == null) {
            return null;
        }
        try {
            var number = numbers.parse(typed, region(country));
            String national = numbers.format(number, PhoneNumberFormat.NATIONAL).replaceAll("[^0-9]", "");
            if (!numbers.isPossibleNumber(number) || national.length() < 3) {
                return null;
            }
            return new Phone(numbers.format(number, PhoneNumberFormat.E164), national);
        } catch (NumberParseException e) {
            // the field takes any text; this one is shown, but not compared
            return null;
        }
    }

    private static String region(@Nullable String country) {
        if (country == null) {
            return HOME;
        }
        return Arrays.stream(Locale.getISOCountries())
                .filter(code -> {
                    Locale locale = new Locale.Builder().setRegion(code).build();
                    return code.equalsIgnoreCase(country)
                            || locale.getDisplayCountry(Locale.GERMAN).equalsIgnoreCase(country)
                            || locale.getDisplayCountry(Locale.ENGLISH).equalsIgnoreCase(country);
                })
                .findFirst()
                .orElse(HOME);
    }
}
