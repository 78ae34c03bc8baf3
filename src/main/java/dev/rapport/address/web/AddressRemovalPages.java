package dev.rapport.address.web;

import dev.rapport.address.RemoveAddress;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Sentences;
import dev.rapport.web.Toasts;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Takes an address out of use and wakes it again, on its page. */
@Controller
class AddressRemovalPages {

    private final RemoveAddress removeAddress;
    private final Toasts toasts;
    private final Sentences sentences;

    AddressRemovalPages(RemoveAddress removeAddress, Toasts toasts, Sentences sentences) {
        this.removeAddress = removeAddress;
        this.toasts = toasts;
        this.sentences = sentences;
    }

    @PostMapping("/addresses/{id}/remove")
    String remove(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String version,
            RedirectAttributes redirect,
            Locale locale) {
        long addressId = Ids.require("id", id);
        try {
            if (removeAddress.remove(addressId, version(version)).isEmpty()) {
                toasts.afterRedirect(redirect, locale, "address.removed");
                return "redirect:/addresses";
            }
            toasts.afterRedirect(redirect, locale, "address.set-inactive");
        } catch (BusinessRuleViolation refusal) {
            say(refusal, redirect, locale);
        }
        return "redirect:/addresses/" + addressId;
    }

    @PostMapping("/addresses/{id}/wake")
    String wake(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String version,
            RedirectAttributes redirect,
            Locale locale) {
        long addressId = Ids.require("id", id);
        try {
            removeAddress.wake(addressId, version(version));
            toasts.afterRedirect(redirect, locale, "address.woken");
        } catch (BusinessRuleViolation refusal) {
            say(refusal, redirect, locale);
        }
        return "redirect:/addresses/" + addressId;
    }

    private void say(BusinessRuleViolation refusal, RedirectAttributes redirect, Locale locale) {
        if (refusal.kind() != BusinessRuleViolation.Kind.CONFLICT) {
            throw refusal;
        }
        redirect.addFlashAttribute("toast", sentences.of(refusal, locale));
    }

    private static @Nullable Integer version(@Nullable String version) {
        return Ids.parse(version).map(Long::intValue).orElse(null);
    }
}
