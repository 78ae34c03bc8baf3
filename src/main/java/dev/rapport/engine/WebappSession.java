package dev.rapport.engine;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.camunda.bpm.webapp.impl.security.filter.util.CsrfConstants;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Makes a fresh session one of the webapps' too, before any of their requests. Left to themselves, the parallel first
 * requests of a page each make a token of their own, and a later POST with the wrong one ends the session.
 */
@Component
public class WebappSession {

    private static final String PATH = "/camunda";

    private final ProcessEngine engine;
    private final String cookieName;
    private final SecureRandom random = new SecureRandom();

    WebappSession(ProcessEngine engine, @Value("${camunda.bpm.webapp.csrf.cookie-name}") String cookieName) {
        this.engine = engine;
        this.cookieName = cookieName;
    }

    /** To be called once the login has been accepted and the session has got its final id. */
    public void prepare(HttpServletRequest request, HttpServletResponse response, Authentication login) {
        HttpSession session = request.getSession();
        UserAuthentication authentication =
                AuthenticationUtil.createAuthentication(engine, login.getName(), EngineGroups.of(login), List.of());
        if (authentication == null) {
            // the engine does not know this user: the webapps stay closed, the rest of Rapport works
            return;
        }
        Authentications authentications = new Authentications();
        authentications.addOrReplace(authentication);
        session.setAttribute(AUTHENTICATIONS, authentications);

        byte[] token = new byte[16];
        random.nextBytes(token);
        String csrf = HexFormat.of().withUpperCase().formatHex(token);
        session.setAttribute(CsrfConstants.CSRF_TOKEN_SESSION_ATTR_NAME, csrf);
        ResponseCookie cookie = ResponseCookie.from(cookieName, csrf)
                .path(request.getContextPath() + PATH)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    /** Where {@code AuthenticationUtil.getAuthsFromSession} looks. */
    private static final String AUTHENTICATIONS = "authenticatedUser";
}
