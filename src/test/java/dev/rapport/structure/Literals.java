package dev.rapport.structure;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Which texts written in the code reach a parameter of a method, through the methods, conditions and constants between:
 * {@code refuse("start", late ? "start.in-future" : code)} brings what every caller brings as {@code code}. The sources
 * are parsed, not compiled, so methods are told apart by name, number of arguments and, where it stands there, class.
 * What cannot be followed is kept, so that a test can say which places those are.
 */
final class Literals {

    /** A call or a construction, and where it stands. */
    private record Call(String name, @Nullable String owner, List<? extends ExpressionTree> arguments, Place place) {}

    private record Place(
            ClassTree type,
            List<ClassTree> around,
            @Nullable MethodTree method) {

        String name() {
            return type.getSimpleName() + (method == null ? "" : "." + method.getName());
        }
    }

    private record Declared(MethodTree method, Place place) {}

    private final Map<String, ClassTree> types = new LinkedHashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Declared> methods = new ArrayList<>();
    private final Set<String> unknown = new TreeSet<>();

    private Literals() {}

    /** Reads all sources in a folder. */
    static Literals in(Path sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.walk(sources);
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    manager,
                    null,
                    List.of("-proc:none"),
                    null,
                    manager.getJavaFileObjectsFromPaths(
                            files.filter(file -> file.toString().endsWith(".java"))
                                    .toList()));
            Literals literals = new Literals();
            for (CompilationUnitTree unit : task.parse()) {
                literals.read(unit);
            }
            return literals;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What reaches a parameter, by its position, of a method, or of a record when the method is called {@code new}. */
    Set<String> reaching(String type, String method, int position) {
        Set<String> found = new TreeSet<>();
        reach(type, method, position, found, new HashSet<>());
        return found;
    }

    /** The constants of an enum, by its name, with that of the type around it where there is one. */
    Set<String> constantsOf(String type) {
        Set<String> names = new TreeSet<>();
        for (Tree member : types.get(type).getMembers()) {
            if (member instanceof VariableTree constant
                    && constant.getInitializer() instanceof NewClassTree created
                    && created.getIdentifier() instanceof IdentifierTree of
                    && of.getName().contentEquals(types.get(type).getSimpleName())) {
                names.add(constant.getName().toString());
            }
        }
        return names;
    }

    /** All texts in the value of a constant. */
    Set<String> textsOf(String type, String constant) {
        Set<String> texts = new TreeSet<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitLiteral(LiteralTree literal, Void nothing) {
                text(literal).ifPresent(texts::add);
                return null;
            }

            @Override
            public Void visitMemberSelect(MemberSelectTree select, Void nothing) {
                text(select).ifPresent(texts::add);
                return super.visitMemberSelect(select, null);
            }
        }.scan(constant(types.get(type), constant), null);
        return texts;
    }

    /** What a method returns, in whichever types it is declared. */
    Set<String> returnedBy(String method) {
        return returned(methods.stream().filter(each -> each.method().getName().contentEquals(method)));
    }

    /** What a method of one type returns. */
    Set<String> returnedBy(String type, String method) {
        return returned(declared(type, method));
    }

    private Set<String> returned(Stream<Declared> from) {
        Set<String> found = new TreeSet<>();
        from.forEach(
                each -> returned(each.method()).forEach(result -> trace(result, each.place(), found, new HashSet<>())));
        return found;
    }

    /** What is handed to a method, by its name alone, in one type. */
    Set<String> handedTo(String method, int position, String within) {
        Set<String> found = new TreeSet<>();
        calls.stream()
                .filter(call -> call.name().equals(method)
                        && call.place().type().getSimpleName().contentEquals(within)
                        && call.arguments().size() > position)
                .forEach(call -> trace(call.arguments().get(position), call.place(), found, new HashSet<>()));
        return found;
    }

    /** The names of beans whose class says something that matches. */
    Set<String> beans(Pattern saying) {
        Set<String> names = new TreeSet<>();
        for (ClassTree type : types.values()) {
            for (AnnotationTree annotation : type.getModifiers().getAnnotations()) {
                if (annotation.getAnnotationType().toString().equals("Component")
                        && !annotation.getArguments().isEmpty()
                        && saying.matcher(type.toString()).find()) {
                    ExpressionTree name = annotation.getArguments().get(0);
                    trace(
                            name instanceof AssignmentTree named ? named.getExpression() : name,
                            new Place(type, List.of(), null),
                            names,
                            new HashSet<>());
                }
            }
        }
        return names;
    }

    /** The labels of all switches in a type. */
    Set<String> casesIn(String type) {
        Set<String> labels = new TreeSet<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitCase(CaseTree branch, Void nothing) {
                for (ExpressionTree label : branch.getExpressions()) {
                    text(label).ifPresent(labels::add);
                }
                return super.visitCase(branch, null);
            }
        }.scan(types.get(type), null);
        return labels;
    }

    /** A text or a number, or a constant of another type that is one. */
    private Optional<String> text(ExpressionTree value) {
        ExpressionTree meant = value instanceof MemberSelectTree select
                ? constant(
                        types.get(simple(select.getExpression().toString())),
                        select.getIdentifier().toString())
                : value;
        return meant instanceof LiteralTree literal
                ? Optional.of(String.valueOf(literal.getValue()))
                : Optional.empty();
    }

    /** Places where something reaches that is not written in the code. */
    Set<String> unknown() {
        return unknown;
    }

    private void read(CompilationUnitTree unit) {
        new TreeScanner<Void, Place>() {
            @Override
            public Void visitClass(ClassTree type, Place outer) {
                List<ClassTree> around = new ArrayList<>();
                if (outer != null) {
                    around.addAll(outer.around());
                    around.add(outer.type());
                }
                types.putIfAbsent(type.getSimpleName().toString(), type);
                if (outer != null) {
                    types.put(outer.type().getSimpleName() + "." + type.getSimpleName(), type);
                }
                return super.visitClass(type, new Place(type, around, null));
            }

            @Override
            public Void visitMethod(MethodTree method, Place outer) {
                Place place = new Place(outer.type(), outer.around(), method);
                methods.add(new Declared(method, place));
                return super.visitMethod(method, place);
            }

            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, Place place) {
                if (call.getMethodSelect() instanceof MemberSelectTree select) {
                    calls.add(new Call(
                            select.getIdentifier().toString(),
                            ownerOf(select.getExpression(), place),
                            call.getArguments(),
                            place));
                } else {
                    calls.add(new Call(call.getMethodSelect().toString(), "this", call.getArguments(), place));
                }
                return super.visitMethodInvocation(call, place);
            }

            @Override
            public Void visitNewClass(NewClassTree created, Place place) {
                calls.add(new Call("new", simple(created.getIdentifier().toString()), created.getArguments(), place));
                return super.visitNewClass(created, place);
            }
        }.scan(unit, null);
    }

    /** The type of what a method is called on, where the code says it; null where it does not. */
    private static @Nullable String ownerOf(ExpressionTree receiver, Place place) {
        if (!(receiver instanceof IdentifierTree name)) {
            return null;
        }
        if (Character.isUpperCase(name.getName().charAt(0))) {
            return name.getName().toString();
        }
        VariableTree variable = variable(name.getName().toString(), place);
        return variable == null || variable.getType() == null
                ? null
                : simple(variable.getType().toString());
    }

    private static @Nullable VariableTree variable(String name, Place place) {
        List<VariableTree> found = new ArrayList<>();
        TreeScanner<Void, Void> scanner = new TreeScanner<>() {
            @Override
            public Void visitVariable(VariableTree variable, Void nothing) {
                if (variable.getName().contentEquals(name)) {
                    found.add(variable);
                }
                return super.visitVariable(variable, null);
            }
        };
        scanner.scan(place.method(), null);
        Stream.concat(Stream.of(place.type()), place.around().stream())
                .filter(type -> found.isEmpty())
                .flatMap(type -> type.getMembers().stream())
                .filter(VariableTree.class::isInstance)
                .forEach(field -> scanner.scan(field, null));
        return found.isEmpty() ? null : found.get(0);
    }

    private static String simple(String type) {
        String raw = type.replaceAll("<.*", "").replaceAll("@\\S+ ", "");
        return raw.substring(raw.lastIndexOf('.') + 1);
    }

    private void reach(String type, String method, int position, Set<String> found, Set<String> seen) {
        if (!seen.add(type + "." + method + "." + position)) {
            return;
        }
        for (Call call : calls) {
            if (call.name().equals(method) && call.arguments().size() > position && isOn(call, type, method)) {
                Set<String> before = Set.copyOf(unknown);
                trace(call.arguments().get(position), call.place(), found, seen);
                if (call.owner() == null) {
                    // it may well be another method of that name
                    unknown.retainAll(before);
                }
            }
        }
    }

    private boolean isOn(Call call, String type, String method) {
        if (!fits(call, type, method)) {
            return false;
        }
        if ("this".equals(call.owner())) {
            Place place = call.place();
            return place.type().getSimpleName().contentEquals(type)
                    || place.around().stream()
                            .anyMatch(each -> each.getSimpleName().contentEquals(type))
                    || extendsType(place.type(), type);
        }
        return type.equals(call.owner()) || (call.owner() == null && !isStatic(type, method));
    }

    private boolean isStatic(String type, String method) {
        return types.containsKey(type)
                && declared(type, method)
                        .allMatch(
                                each -> each.method().getModifiers().getFlags().contains(Modifier.STATIC));
    }

    private Stream<Declared> declared(String type, String method) {
        return methods.stream()
                .filter(each -> each.place().type().getSimpleName().contentEquals(type)
                        && each.method().getName().contentEquals(method));
    }

    private static boolean extendsType(ClassTree type, String above) {
        return type.getExtendsClause() != null
                && simple(type.getExtendsClause().toString()).equals(above);
    }

    private boolean fits(Call call, String type, String method) {
        return method.equals("new")
                || !types.containsKey(type)
                || declared(type, method).anyMatch(each -> {
                    List<? extends VariableTree> parameters = each.method().getParameters();
                    boolean open = !parameters.isEmpty()
                            && parameters.get(parameters.size() - 1).toString().contains("...");
                    return open
                            ? call.arguments().size() >= parameters.size() - 1
                            : call.arguments().size() == parameters.size();
                });
    }

    private void trace(ExpressionTree value, Place place, Set<String> found, Set<String> seen) {
        if (value instanceof MemberSelectTree select
                && types.containsKey(simple(select.getExpression().toString()))
                && constantsOf(simple(select.getExpression().toString()))
                        .contains(select.getIdentifier().toString())) {
            found.add(select.getIdentifier().toString());
        } else if (value instanceof ParenthesizedTree inner) {
            trace(inner.getExpression(), place, found, seen);
        } else if (value instanceof LiteralTree literal) {
            if (literal.getValue() instanceof String text) {
                found.add(text);
            }
        } else if (value instanceof ConditionalExpressionTree either) {
            trace(either.getTrueExpression(), place, found, seen);
            trace(either.getFalseExpression(), place, found, seen);
        } else if (value instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            Set<String> left = either(sum.getLeftOperand(), place, seen);
            Set<String> right = either(sum.getRightOperand(), place, seen);
            left.forEach(one -> right.forEach(other -> found.add(one + other)));
        } else if (value instanceof MethodInvocationTree list
                && list.getMethodSelect().toString().matches("(List|Set|Stream)\\.of")) {
            list.getArguments().forEach(each -> trace(each, place, found, seen));
        } else if (value instanceof SwitchExpressionTree choice) {
            results(choice).forEach(result -> trace(result, place, found, seen));
        } else if (value instanceof IdentifierTree name) {
            traceName(name.getName().toString(), place, found, seen);
        } else if (value instanceof MemberSelectTree select
                && constant(
                                types.get(simple(select.getExpression().toString())),
                                select.getIdentifier().toString())
                        != null) {
            trace(
                    constant(
                            types.get(simple(select.getExpression().toString())),
                            select.getIdentifier().toString()),
                    place,
                    found,
                    seen);
        } else if (value instanceof MethodInvocationTree call
                && call.getMethodSelect() instanceof IdentifierTree name
                && !own(name.getName().toString(), place).isEmpty()) {
            for (Declared own : own(name.getName().toString(), place)) {
                returned(own.method()).forEach(result -> trace(result, own.place(), found, seen));
            }
        } else {
            unknown.add(place.name() + ": " + value);
        }
    }

    /** One half of a concatenation: a star where it cannot be followed. */
    private Set<String> either(ExpressionTree half, Place place, Set<String> seen) {
        Set<String> found = new TreeSet<>();
        trace(half, place, found, seen);
        return found.isEmpty() ? Set.of("*") : found;
    }

    private void traceName(String name, Place place, Set<String> found, Set<String> seen) {
        MethodTree method = place.method();
        if (method != null) {
            List<? extends VariableTree> parameters = method.getParameters();
            for (int i = 0; i < parameters.size(); i++) {
                if (parameters.get(i).getName().contentEquals(name)) {
                    String called = method.getName().contentEquals("<init>")
                            ? "new"
                            : method.getName().toString();
                    reach(place.type().getSimpleName().toString(), called, i, found, seen);
                    return;
                }
            }
        }
        List<ExpressionTree> assigned = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitVariable(VariableTree variable, Void nothing) {
                if (variable.getName().contentEquals(name) && variable.getInitializer() != null) {
                    assigned.add(variable.getInitializer());
                }
                return super.visitVariable(variable, null);
            }

            @Override
            public Void visitAssignment(AssignmentTree assignment, Void nothing) {
                if (assignment.getVariable().toString().equals(name)) {
                    assigned.add(assignment.getExpression());
                }
                return super.visitAssignment(assignment, null);
            }
        }.scan(method, null);
        if (assigned.isEmpty()) {
            Stream.concat(Stream.of(place.type()), place.around().stream())
                    .map(type -> constant(type, name))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(assigned::add);
        }
        if (assigned.isEmpty()) {
            unknown.add(place.name() + ": " + name);
        }
        assigned.forEach(value -> trace(value, place, found, seen));
    }

    private static @Nullable ExpressionTree constant(@Nullable ClassTree type, String name) {
        if (type != null) {
            for (Tree member : type.getMembers()) {
                if (member instanceof VariableTree field
                        && field.getName().contentEquals(name)
                        && field.getModifiers().getFlags().contains(Modifier.STATIC)) {
                    return field.getInitializer();
                }
            }
        }
        return null;
    }

    private List<Declared> own(String name, Place place) {
        return methods.stream()
                .filter(each -> each.method().getName().contentEquals(name)
                        && (each.place().type() == place.type()
                                || place.around().contains(each.place().type())))
                .toList();
    }

    private static List<ExpressionTree> returned(MethodTree method) {
        List<ExpressionTree> results = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitReturn(ReturnTree result, Void nothing) {
                results.add(result.getExpression());
                return null;
            }

            @Override
            public Void visitLambdaExpression(LambdaExpressionTree lambda, Void nothing) {
                return null;
            }
        }.scan(method, null);
        return results;
    }

    private static List<ExpressionTree> results(SwitchExpressionTree choice) {
        List<ExpressionTree> results = new ArrayList<>();
        for (CaseTree each : choice.getCases()) {
            if (each.getBody() instanceof ExpressionTree result) {
                results.add(result);
            } else {
                new TreeScanner<Void, Void>() {
                    @Override
                    public Void visitYield(YieldTree yield, Void nothing) {
                        results.add(yield.getValue());
                        return null;
                    }
                }.scan(each, null);
            }
        }
        return results;
    }
}
