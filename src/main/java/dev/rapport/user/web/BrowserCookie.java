package dev.rapport.user.web;

import dev.rapport.shared.Login;
import dev.rapport.user.KnownBrowsers;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.authentication.AuthenticationDetailsSource;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** The cookie by which a browser is known again that has logged in before. It is sent along with logins only. */
@Component
class BrowserCookie implements AuthenticationDetailsSource<HttpServletRequest, BrowserCookie.Details> {

    static final String NAME = "RAPPORT_BROWSER";

    private static final String LOGIN = "/login";

    private final KnownBrowsers browsers;

    BrowserCookie(KnownBrowsers browsers) {
        this.browsers = browsers;
    }

    /** Where a login comes from; for the time of the login, and never kept in a session. */
    static final class Details extends WebAuthenticationDetails {

        private static final long serialVersionUID = 1;

        private final @Nullable String cookie;

        private Details(HttpServletRequest request) {
            super(request);
            cookie = kept(request);
        }

        @Nullable
        String cookie() {
            return cookie;
        }
    }

    @Override
    public Details buildDetails(HttpServletRequest request) {
        return new Details(request);
    }

    /** Makes the browser of a login a known one. */
    void give(HttpServletRequest request, HttpServletResponse response, Login login) {
        ResponseCookie cookie = ResponseCookie.from(
                        NAME, browsers.remember(kept(request), login.userId(), login.signOuts()))
                .path(request.getContextPath() + LOGIN)
                .maxAge(KnownBrowsers.KNOWN)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private static @Nullable String kept(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, NAME);
        return cookie == null ? null : cookie.getValue();
    }
}
