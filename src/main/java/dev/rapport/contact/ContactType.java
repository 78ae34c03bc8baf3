package dev.rapport.contact;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How contact is made: a call, a letter, a visit. Managers add types and retire them; contacts keep theirs for ever. */
@Entity
@Table(name = "contact_type")
public class ContactType {

    @Id
    private String code;

    private String nameDe;
    private String nameEn;
    private boolean needsDuration;
    private int position;
    private @Nullable Instant retiredAt;

    @SuppressWarnings("NullAway.Init")
    protected ContactType() {}

    public String code() {
        return code;
    }

    /** German, or English for readers of English. */
    public String name(Locale locale) {
        return locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? nameEn : nameDe;
    }

    /** Whether a performed contact of this type has a duration. */
    public boolean needsDuration() {
        return needsDuration;
    }

    /** Place in choices. */
    public int position() {
        return position;
    }

    /** Whether new contacts can have it. */
    public boolean active() {
        return retiredAt == null;
    }
}
