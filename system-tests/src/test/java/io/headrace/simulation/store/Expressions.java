package io.headrace.simulation.store;

import io.headrace.simulation.store.Command.Result;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Reads expressions.
final class Expressions {

    private final Tokens tokens;
    private final Parser parser;

    Expressions(Tokens tokens, Parser parser) {
        this.tokens = tokens;
        this.parser = parser;
    }

    Expression read() {
        Expression left = conjunction();
        while (tokens.takeIf("or")) {
            Expression one = left;
            Expression other = conjunction();
            left = scope -> one.holds(scope) || other.holds(scope);
        }
        return left;
    }

    private Expression conjunction() {
        Expression left = comparison();
        while (tokens.takeIf("and")) {
            Expression one = left;
            Expression other = comparison();
            left = scope -> one.holds(scope) && other.holds(scope);
        }
        return left;
    }

    private Expression comparison() {
        Expression left = difference();
        return switch (tokens.peek()) {
            case "=" -> compared(left, sign -> sign == 0);
            case "<>" -> compared(left, sign -> sign != 0);
            case "<" -> compared(left, sign -> sign < 0);
            case "<=" -> compared(left, sign -> sign <= 0);
            case ">" -> compared(left, sign -> sign > 0);
            case ">=" -> compared(left, sign -> sign >= 0);
            case "is" -> isNull(left);
            default -> left;
        };
    }

    private Expression isNull(Expression left) {
        tokens.expect("is");
        boolean not = tokens.takeIf("not");
        tokens.expect("null");
        return scope -> (left.value(scope) == null) != not;
    }

    private Expression compared(Expression left, IntPredicate holds) {
        tokens.take();
        Expression right = difference();
        return scope -> {
            Integer sign = Values.compare(left.value(scope), right.value(scope));
            return sign == null ? null : holds.test(sign);
        };
    }

    private Expression difference() {
        Expression left = single();
        while (tokens.takeIf("-")) {
            Expression one = left;
            Expression other = single();
            left = scope -> Values.number(one.value(scope)) - Values.number(other.value(scope));
        }
        return left;
    }

    private Expression single() {
        Expression value = bare();
        while (tokens.peek().startsWith("::")) {
            tokens.take();
        }
        return value;
    }

    private Expression bare() {
        String word = tokens.take();
        return switch (word) {
            case "?" -> {
                int index = parser.nextArgument();
                yield scope -> Values.kept(scope.running().argument(index));
            }
            case "(" -> parenthesis();
            case "null" -> scope -> null;
            case "exists" -> exists();
            case "not" -> {
                Expression refused = bare();
                yield scope -> !refused.holds(scope);
            }
            case "max", "abs" -> function(word);
            default -> named(word);
        };
    }

    private Expression named(String word) {
        if (word.startsWith("'")) {
            return scope -> word.substring(1);
        }
        if (Character.isDigit(word.charAt(0))) {
            long number = Long.parseLong(word);
            return scope -> number;
        }
        if (Character.isLetter(word.charAt(0)) || word.charAt(0) == '_') {
            return scope -> scope.value(word);
        }
        throw tokens.unknown(word);
    }

    private Expression parenthesis() {
        if (!tokens.peek().equals("select")) {
            Expression inner = read();
            tokens.expect(")");
            return inner;
        }
        Command query = parser.select();
        tokens.expect(")");
        return scope -> only(query.run(scope.running(), scope));
    }

    private static @Nullable Object only(Result result) {
        return result.rows().isEmpty()
                ? null
                : result.rows().getFirst().get(result.columns().getFirst());
    }

    private Expression exists() {
        tokens.expect("(");
        Command query = parser.select();
        tokens.expect(")");
        return scope -> !query.run(scope.running(), scope).rows().isEmpty();
    }

    private Expression function(String name) {
        tokens.expect("(");
        Expression argument = read();
        tokens.expect(")");
        // The greatest of a group is taken by the query, of the values that are asked for here.
        return name.equals("max")
                ? argument
                : scope -> {
                    Object value = argument.value(scope);
                    return value == null ? null : Math.abs(Values.number(Objects.requireNonNull(value)));
                };
    }
}
