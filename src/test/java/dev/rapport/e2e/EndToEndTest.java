package dev.rapport.e2e;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test in a real browser against the packaged application. A test method takes what it needs as parameters: the
 * {@link RapportProcess} shared by all such tests (do not stop it), {@link Browsers} to open windows in, which are closed and
 * checked for errors when the method ends, and the {@link com.icegreen.greenmail.util.GreenMail} that Rapport sends to.
 * The data is shared too: use names of your own.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EndToEndExtension.class)
public @interface EndToEndTest {}
