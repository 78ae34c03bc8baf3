package dev.rapport.address.web;

import dev.rapport.address.AddressView;
import dev.rapport.web.WebPart;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class MasterDataPart implements WebPart {

    @Override
    public String page() {
        return "address";
    }

    @Override
    public String id() {
        return "master-data";
    }

    @Override
    public String title() {
        return "address.master-data";
    }

    @Override
    public Column column() {
        return Column.SIDE;
    }

    @Override
    public int position() {
        return 10;
    }

    @Override
    public String view() {
        return "address/master-data";
    }

    @Override
    public @Nullable Map<String, Object> content(Subject subject) {
        return subject.page().get("address") instanceof AddressView address
                ? Map.of(
                        "masterData",
                        MasterData.of(address, subject.parameters().containsKey("edit")))
                : null;
    }
}
