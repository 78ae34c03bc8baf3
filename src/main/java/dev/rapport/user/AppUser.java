package dev.rapport.user;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A user: an address with login data (rule 8). The password and the groups are kept by the engine. */
@Entity
@Table(name = "app_user")
public class AppUser {

    @Id
    private String userId;

    private Long addressId;
    private boolean enabled;
    private String locale;

    @SuppressWarnings("NullAway.Init")
    protected AppUser() {}

    AppUser(String userId, Long addressId, String locale) {
        this.userId = userId;
        this.addressId = addressId;
        this.locale = locale;
        this.enabled = true;
    }

    public String userId() {
        return userId;
    }

    public Long addressId() {
        return addressId;
    }

    public boolean enabled() {
        return enabled;
    }

    public String locale() {
        return locale;
    }

    void disable() {
        enabled = false;
    }

    void enable() {
        enabled = true;
    }
}
