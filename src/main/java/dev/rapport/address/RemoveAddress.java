package dev.rapport.address;

import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Change;
import dev.rapport.shared.Colleague;
import dev.rapport.shared.CurrentUser;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes an address or a contact person out of use: it is deleted where nothing refers to it, and set inactive otherwise. A
 * company takes its contact persons along. See ADR 49.
 */
@Service
public class RemoveAddress {

    private static final String KIND = "address";

    private final Addresses addresses;
    private final ReadAddress readAddress;
    private final JdbcClient jdbc;
    private final BusinessTime time;
    private final CurrentUser currentUser;
    private final AuditTrail audit;

    RemoveAddress(
            Addresses addresses,
            ReadAddress readAddress,
            JdbcClient jdbc,
            BusinessTime time,
            CurrentUser currentUser,
            AuditTrail audit) {
        this.addresses = addresses;
        this.readAddress = readAddress;
        this.jdbc = jdbc;
        this.time = time;
        this.currentUser = currentUser;
        this.audit = audit;
    }

    /**
     * Removes an address.
     *
     * @param version that the caller has read
     * @return what is left of it; empty when it is gone
     * @throws BusinessRuleViolation not-found, stale-version
     */
    @Transactional
    public Optional<AddressView> remove(long id, @Nullable Integer version) {
        Address address = locked(id, version);
        boolean gone = jdbc.sql("select rapport.delete_unused_address(:id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
        if (gone) {
            audit.changed(KIND, id, "removed", Address.displayName(address.firstName(), address.name()), null);
            return Optional.empty();
        }
        if (address.inactiveAt() == null) {
            address.setInactive(currentUser.id(), time.now());
            audit.changed(KIND, id, "inactive", false, true);
        }
        return Optional.of(readAddress.view(addresses.saveAndFlush(address)));
    }

    /**
     * Lets new things refer to it again. A contact person of an inactive company waits for the company.
     *
     * @param version that the caller has read
     * @throws BusinessRuleViolation not-found, stale-version
     */
    @Transactional
    public AddressView wake(long id, @Nullable Integer version) {
        Address address = locked(id, version);
        if (address.inactiveAt() != null) {
            address.wake();
            audit.changed(KIND, id, "inactive", true, false);
        }
        return readAddress.view(addresses.saveAndFlush(address));
    }

    private Address locked(long id, @Nullable Integer version) {
        Address address = addresses.findAndLock(id).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        if (Change.requireVersion(version) != address.version()) {
            throw BusinessRuleViolation.conflict("version", "stale-version", new Colleague(address.updatedBy()));
        }
        return address;
    }
}
