package dev.rapport.address.web;

import dev.rapport.address.AddContactPerson;
import dev.rapport.address.AddressCreated;
import dev.rapport.address.AddressHit;
import dev.rapport.address.AddressView;
import dev.rapport.address.ChangeAddress;
import dev.rapport.address.CreateAddress;
import dev.rapport.address.FindAddresses;
import dev.rapport.address.FindAddresses.Among;
import dev.rapport.address.ListAddresses;
import dev.rapport.address.ReadAddress;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.ColleagueNames;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Page;
import dev.rapport.web.Created;
import dev.rapport.web.FieldMessages;
import dev.rapport.web.Highlight;
import dev.rapport.web.Idempotency;
import dev.rapport.web.Toasts;
import dev.rapport.web.WebPart;
import dev.rapport.web.WebParts;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HxRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Search and list of addresses, and the page of one address. A request of htmx gets the part of the page it asked for. */
@Controller
class AddressPages {

    private final FindAddresses findAddresses;
    private final ListAddresses listAddresses;
    private final ReadAddress readAddress;
    private final CreateAddress createAddress;
    private final ChangeAddress changeAddress;
    private final AddContactPerson addContactPerson;
    private final Idempotency idempotency;
    private final WebParts webParts;
    private final FieldMessages fieldMessages;
    private final ColleagueNames names;
    private final CurrentUser currentUser;
    private final Toasts toasts;

    AddressPages(
            FindAddresses findAddresses,
            ListAddresses listAddresses,
            ReadAddress readAddress,
            CreateAddress createAddress,
            ChangeAddress changeAddress,
            AddContactPerson addContactPerson,
            Idempotency idempotency,
            WebParts webParts,
            FieldMessages fieldMessages,
            ColleagueNames names,
            CurrentUser currentUser,
            Toasts toasts) {
        this.findAddresses = findAddresses;
        this.listAddresses = listAddresses;
        this.readAddress = readAddress;
        this.createAddress = createAddress;
        this.changeAddress = changeAddress;
        this.addContactPerson = addContactPerson;
        this.idempotency = idempotency;
        this.webParts = webParts;
        this.fieldMessages = fieldMessages;
        this.names = names;
        this.currentUser = currentUser;
        this.toasts = toasts;
    }

    @GetMapping("/addresses")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "any") String kind,
            @RequestParam(defaultValue = "") String inactive,
            @RequestParam(required = false) @Nullable String after,
            HtmxRequest htmx,
            Model model) {
        boolean persons = kind.equals("person");
        boolean withInactive = inactive.equals("true");
        Page<AddressHit> addresses = q.isBlank() && !persons
                ? listAddresses.list(withInactive, after, null)
                : new Page<>(found(q, persons ? Among.PERSONS : Among.ANY, withInactive), null);
        model.addAttribute("q", q);
        model.addAttribute("persons", persons);
        model.addAttribute("withInactive", withInactive);
        model.addAttribute("addresses", addresses);
        model.addAttribute("highlight", Highlight.of(q));
        if (!htmx.isHtmxRequest()) {
            return "address/list";
        }
        return after == null ? "address/list :: hits" : "address/list :: more";
    }

    private List<AddressHit> found(String q, Among among, boolean withInactive) {
        Stream<AddressHit> inactive = withInactive ? findAddresses.findInactive(q, among).stream() : Stream.of();
        return Stream.concat(findAddresses.find(q, among, null).stream(), inactive)
                .toList();
    }

    /** To choose one from, for whoever does not create anything with it. */
    @GetMapping("/addresses/options")
    String options(@RequestParam(defaultValue = "") String addressText, Model model) {
        model.addAttribute("hits", findAddresses.find(addressText, Among.ANY, null));
        model.addAttribute("highlight", Highlight.of(addressText));
        return "address/list :: options";
    }

    @GetMapping("/addresses/new")
    String newAddress(@RequestParam(required = false) @Nullable String name, Model model) {
        return createForm(AddressForm.empty(name), Map.of(), List.of(), model);
    }

    /** @param sure that it is another one than those it looks like */
    @PostMapping("/addresses")
    String create(
            @ModelAttribute AddressForm form,
            @RequestParam(defaultValue = "false") boolean sure,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        try {
            CreateAddress.Proposal proposal = once(
                    form,
                    CreateAddress.Proposal.class,
                    () -> sure
                            ? new CreateAddress.Proposal(
                                    createAddress
                                            .create(form.addressKind(), form.fields())
                                            .address(),
                                    List.of())
                            : createAddress.propose(form.addressKind(), form.fields()));
            AddressView created = proposal.created();
            if (created == null) {
                return createForm(form.withNewKey(), Map.of(), proposal.possibleDuplicates(), model);
            }
            toasts.afterRedirect(redirect, locale, "address.created", created.displayName());
            return "redirect:/addresses/" + created.id();
        } catch (BusinessRuleViolation refusal) {
            response.setStatus(status(refusal).value());
            return createForm(form.withNewKey(), fieldMessages.of(refusal, locale), List.of(), model);
        }
    }

    /** Does the work of a form that creates something once, however often the form comes. */
    private <T> T once(AddressForm form, Class<T> type, Supplier<T> work) {
        return Objects.requireNonNull(idempotency
                .once(form.idempotencyKey(), form, type, () -> new Created<>("/addresses", work.get()))
                .getBody());
    }

    private static HttpStatus status(BusinessRuleViolation refusal) {
        return switch (refusal.kind()) {
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case CONFLICT -> HttpStatus.CONFLICT;
            case NOT_FOUND -> throw refusal;
        };
    }

    private static String createForm(
            AddressForm form, Map<String, String> errors, List<AddressHit> duplicates, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("duplicates", duplicates);
        return "address/new";
    }

    /** The page; {@code edit} opens the form of the master data, {@code add} that for a contact person. */
    @GetMapping("/addresses/{id}")
    String show(@PathVariable String id, @RequestParam Map<String, String> parameters, Model model) {
        AddressView address = readAddress.read(Ids.require("id", id));
        Set<String> needed = parameters.containsKey("edit")
                ? Set.of("master-data")
                : parameters.containsKey("add") ? Set.of("persons") : Set.of();
        return page(address, parameters, model, needed);
    }

    private String page(AddressView address, Map<String, String> parameters, Model model, Set<String> needed) {
        about(address, model);
        webParts.compose("address", address.id(), parameters, model.asMap(), needed);
        return "address/page";
    }

    private static void about(AddressView address, Model model) {
        model.addAttribute("address", address);
        model.addAttribute("isPerson", address.companyId() != null);
    }

    /** One web part by itself. */
    @GetMapping("/addresses/{id}/{part}")
    String part(
            @PathVariable String id,
            @PathVariable String part,
            @RequestParam Map<String, String> parameters,
            HtmxRequest htmx,
            Model model) {
        AddressView address = readAddress.read(Ids.require("id", id));
        about(address, model);
        WebPart shown = webParts.single("address", part, address.id(), parameters, model.asMap());
        model.addAttribute("part", shown);
        return !htmx.isHtmxRequest() ? "address/part" : shown.view() + " :: part";
    }

    /** What is in the web part of the master data: shown, or with {@code edit} as a form. */
    @HxRequest
    @GetMapping("/addresses/{id}/master-data")
    String masterData(@PathVariable String id, @RequestParam(required = false) @Nullable String edit, Model model) {
        AddressView address = readAddress.read(Ids.require("id", id));
        model.addAttribute("address", address);
        model.addAttribute("masterData", MasterData.of(address, edit != null));
        return "address/master-data :: master-data-body";
    }

    @PostMapping("/addresses/{id}")
    String change(
            @PathVariable String id,
            @ModelAttribute AddressForm form,
            HtmxRequest htmx,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        long addressId = Ids.require("id", id);
        AddressView address;
        MasterData masterData;
        try {
            address = changeAddress.change(addressId, form.version(), form.change());
            if (!htmx.isHtmxRequest()) {
                toasts.afterRedirect(redirect, locale, "address.changed");
                return "redirect:/addresses/" + addressId;
            }
            toasts.withFragment(response, locale, "address.changed");
            masterData = MasterData.of(address, false);
        } catch (BusinessRuleViolation refusal) {
            response.setStatus(status(refusal).value());
            address = readAddress.read(addressId);
            masterData = refusal.kind() == BusinessRuleViolation.Kind.CONFLICT
                    ? MasterData.conflicting(form, address, colleague(address.updatedBy()))
                    : MasterData.refused(form, fieldMessages.of(refusal, locale));
        }
        if (!htmx.isHtmxRequest()) {
            page(address, Map.of(), model, Set.of("master-data"));
            model.addAttribute("masterData", masterData);
            return "address/page";
        }
        model.addAttribute("address", address);
        model.addAttribute("masterData", masterData);
        return "address/master-data :: master-data-body";
    }

    @GetMapping("/addresses/{id}/contact-persons")
    String persons(
            @PathVariable String id, @RequestParam Map<String, String> parameters, HtmxRequest htmx, Model model) {
        long addressId = Ids.require("id", id);
        AddressView address = readAddress.read(addressId);
        String filter = parameters.get("persons");
        String after = parameters.get("after");
        model.addAttribute("address", address);
        model.addAttribute("persons", Persons.of(findAddresses.contactPersons(addressId, filter, after, null), filter));
        if (!htmx.isHtmxRequest()) {
            return "address/persons-page";
        }
        return after == null ? "address/persons :: list" : "address/persons :: more";
    }

    @PostMapping("/addresses/{id}/contact-persons")
    String addPerson(
            @PathVariable String id,
            @ModelAttribute AddressForm form,
            HtmxRequest htmx,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        long addressId = Ids.require("id", id);
        Map<String, String> errors = Map.of();
        AddressForm next = AddressForm.empty(null);
        List<AddressHit> duplicates = List.of();
        try {
            AddressCreated created =
                    once(form, AddressCreated.class, () -> addContactPerson.add(addressId, form.fields()));
            duplicates = created.possibleDuplicates();
            if (!htmx.isHtmxRequest()) {
                toasts.afterRedirect(
                        redirect,
                        locale,
                        duplicates.isEmpty() ? "address.persons.added" : "address.persons.added-again",
                        created.address().displayName());
                return "redirect:/addresses/" + addressId + "#persons";
            }
            toasts.withFragment(
                    response, locale, "address.persons.added", created.address().displayName());
        } catch (BusinessRuleViolation refusal) {
            response.setStatus(status(refusal).value());
            errors = fieldMessages.of(refusal, locale);
            next = form.withNewKey();
        }
        AddressView address = readAddress.read(addressId);
        if (!htmx.isHtmxRequest()) {
            page(address, Map.of("add", ""), model, Set.of("persons"));
        }
        Persons list = Persons.of(findAddresses.contactPersons(addressId, null, null, null), null)
                .with(next, errors, duplicates);
        model.addAttribute("address", address);
        model.addAttribute("persons", list);
        return !htmx.isHtmxRequest() ? "address/page" : "address/persons :: persons-body";
    }

    /** Name of somebody else; empty for the reader. */
    private String colleague(String login) {
        return login.equals(currentUser.id()) ? "" : names.of(login);
    }
}
