package dev.rapport.user;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A user: an address with login data (rule 8). The password and the groups are kept by the engine. */
@Entity
@Table(name = "app_user")
public class AppUser {

    @Id
    private String userId;

    @Version
    private @Nullable Integer version;

    private Long addressId;
    private boolean enabled;
    private @Nullable String locale;
    private boolean oneTimePassword;
    private @Nullable String reportsTo;

    /** Counted in the database, see {@link UserSessions}: it changes no version, so nobody's form grows stale by it. */
    @Column(insertable = false, updatable = false)
    private int signOuts;

    @SuppressWarnings("NullAway.Init")
    protected AppUser() {}

    AppUser(String userId, Long addressId) {
        this.userId = userId;
        this.addressId = addressId;
        this.enabled = true;
    }

    public String userId() {
        return userId;
    }

    public int version() {
        return version == null ? 0 : version;
    }

    public Long addressId() {
        return addressId;
    }

    public boolean enabled() {
        return enabled;
    }

    /** Language of pages and mails; null until it has been chosen: pages follow the browser then, mails are German. */
    public @Nullable String locale() {
        return locale;
    }

    /** Login of the line manager; null for nobody. */
    public @Nullable String reportsTo() {
        return reportsTo;
    }

    /** Whether somebody else has set the password, so that the user must choose one before anything else. */
    public boolean hasOneTimePassword() {
        return oneTimePassword;
    }

    /** How often all sessions have been ended at once; those that began before the last time are worth nothing. */
    public int signOuts() {
        return signOuts;
    }

    void passwordGiven() {
        oneTimePassword = true;
    }

    void passwordChosen() {
        oneTimePassword = false;
    }

    void speak(@Nullable String language) {
        locale = language;
    }

    void reportTo(@Nullable String manager) {
        if (userId.equals(manager)) {
            throw new IllegalArgumentException(userId + " cannot report to himself");
        }
        reportsTo = manager;
    }

    void disable() {
        enabled = false;
    }

    void enable() {
        enabled = true;
    }
}
