package dev.rapport.structure;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.rapport.user.AppUser;
import jakarta.persistence.Entity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;

/** What methods and fields hand over, and what holds for all methods of a class. */
final class Signatures {

    /** As return type or parameter, or as the type of a field; also inside of lists, optionals, answers and arrays. */
    static final ArchCondition<JavaMember> NAME_NO_ENTITY = new ArchCondition<>("name no entity") {
        @Override
        public void check(JavaMember member, ConditionEvents events) {
            if (namesEntity(member)) {
                events.add(SimpleConditionEvent.violated(member, member.getDescription() + " names an entity"));
            }
        }
    };

    /** Whose methods all open a transaction, as the class or one above it says. */
    static final DescribedPredicate<JavaClass> TRANSACTIONAL = DescribedPredicate.describe(
            "are transactional",
            type -> isTransactional(type)
                    || type.getAllRawSuperclasses().stream().anyMatch(Signatures::isTransactional)
                    || type.getAllRawInterfaces().stream().anyMatch(Signatures::isTransactional));

    private Signatures() {}

    static boolean namesEntity(JavaMember member) {
        return member.getAllInvolvedRawTypes().stream().anyMatch(type -> type.isAnnotatedWith(Entity.class));
    }

    private static boolean isTransactional(JavaClass type) {
        return type.isMetaAnnotatedWith(Transactional.class);
    }

    /** What the rules have to notice, by the names of its methods, and what not. */
    interface Samples {

        AppUser badItself();

        List<AppUser> badList();

        Optional<List<? extends AppUser>> badOptional();

        ResponseEntity<Map<String, AppUser>> badAnswer();

        AppUser[] badArray();

        <T extends AppUser> void badVariable(List<T> all);

        void badBody(AppUser body);

        void badBodies(List<AppUser> bodies);

        List<String> goodList();

        void goodBody(Optional<String> body);
    }

    @Transactional
    static class Transacted {}

    static final class Inherited extends Transacted {}
}
