package dev.rapport.contacttype;

import dev.rapport.shared.Languages;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How contact is made: a call, a letter, a visit. Managers add types and retire them; contacts keep theirs for ever. */
@Entity
@Table(name = "contact_type")
public class ContactType {

    @Id
    private String code;

    @Version
    private @Nullable Integer version;

    private String nameDe;
    private String nameEn;
    private boolean needsDuration;
    private int usualMinutes;
    private int position;
    private @Nullable Instant retiredAt;

    @SuppressWarnings("NullAway.Init")
    protected ContactType() {}

    ContactType(String code, ContactTypeDraft checked, int position) {
        this.code = code;
        this.nameDe = String.valueOf(checked.nameDe());
        this.nameEn = String.valueOf(checked.nameEn());
        this.needsDuration = checked.needsDuration();
        this.usualMinutes = checked.usualMinutes();
        this.position = position;
    }

    public String code() {
        return code;
    }

    public int version() {
        return version == null ? 0 : version;
    }

    /** German, or English for readers of English. */
    public String name(Locale locale) {
        return Languages.isEnglish(locale) ? nameEn : nameDe;
    }

    public String nameDe() {
        return nameDe;
    }

    public String nameEn() {
        return nameEn;
    }

    /** Whether a performed contact of this type has a duration. */
    public boolean needsDuration() {
        return needsDuration;
    }

    /** How long one usually takes, as {@code HH:mm}: what a calendar reserves for it. */
    public String usualDuration() {
        return "%02d:%02d".formatted(usualMinutes / 60, usualMinutes % 60);
    }

    /** Place in choices. */
    public int position() {
        return position;
    }

    /** Whether new contacts can have it. */
    public boolean active() {
        return retiredAt == null;
    }

    void change(ContactTypeDraft checked) {
        nameDe = String.valueOf(checked.nameDe());
        nameEn = String.valueOf(checked.nameEn());
        needsDuration = checked.needsDuration();
        usualMinutes = checked.usualMinutes();
    }

    void retire(Instant now) {
        retiredAt = now;
    }

    void reactivate() {
        retiredAt = null;
    }
}
