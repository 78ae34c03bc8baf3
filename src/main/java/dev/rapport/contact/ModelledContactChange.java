package dev.rapport.contact;

import dev.rapport.item.ItemChecks;
import dev.rapport.item.ModelledChange;
import dev.rapport.shared.Change;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Changes an open contact because its model says so. */
@Service
public class ModelledContactChange extends ModelledChange<Contact, ContactChange> {

    ModelledContactChange(Contacts contacts, ItemChecks checks, ChangeContact changeContact) {
        super(contacts, checks, changeContact);
    }

    @Override
    protected ContactChange handedOver(int version, String login) {
        return ContactChange.of(version).responsible(Change.to(login)).build();
    }

    @Override
    protected ContactChange assigned(int version, @Nullable String campaign) {
        return ContactChange.of(version).campaignId(Change.to(campaign)).build();
    }
}
