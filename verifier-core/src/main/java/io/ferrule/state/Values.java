package io.ferrule.state;

import io.ferrule.graph.Aliases;
import io.ferrule.graph.Offsets;
import io.ferrule.program.AttributeSet;
import io.ferrule.program.Computation.Binary;
import io.ferrule.program.Computation.Cast;
import io.ferrule.program.Computation.Compare;
import io.ferrule.program.Computation.ElementPointer;
import io.ferrule.program.Computation.ExtractValue;
import io.ferrule.program.Computation.InsertValue;
import io.ferrule.program.Computation.Select;
import io.ferrule.program.Computation.Unary;
import io.ferrule.program.Constant;
import io.ferrule.program.Constant.Expression;
import io.ferrule.program.Constant.FloatingConstant;
import io.ferrule.program.Constant.GlobalReference;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Constant.Simple;
import io.ferrule.program.Constant.StructConstant;
import io.ferrule.program.Function;
import io.ferrule.program.GlobalVariable;
import io.ferrule.program.Instruction;
import io.ferrule.program.Opcode;
import io.ferrule.program.Program;
import io.ferrule.program.Type;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.program.Type.PointerType;
import io.ferrule.program.Type.StructType;
import io.ferrule.program.TypedValue;
import io.ferrule.program.Value;
import io.ferrule.program.Value.Local;
import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.AbstractValue.Aggregate;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.AbstractValue.Scalar;
import io.ferrule.state.AbstractValue.Unknown;
import io.ferrule.state.Base.Given;
import io.ferrule.state.Base.Global;
import io.ferrule.state.Base.Origin;
import io.ferrule.state.Base.Somewhere;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the values of a function are on a path.
 *
 * <p>A local that the facts say nothing of is computed from its operands. That is right although they may have been
 * computed anew since: in SSA form a use lies behind its definition on every path, so where an operand is executed
 * again, the definition is too before the use.
 */
final class Values {

    /** Longer chains of instructions are not followed. */
    private static final int DEEPEST = 24;

    private static final Type BIT = new IntegerType(1);

    private final Program program;
    private final Aliases aliases;
    private final FunctionPlan plan;

    Values(Program program, FunctionPlan plan) {
        this.program = program;
        this.aliases = new Aliases(program);
        this.plan = plan;
    }

    AbstractValue of(TypedValue value, Facts facts) {
        return of(value.type(), value.value(), facts);
    }

    AbstractValue of(Type type, Value value, Facts facts) {
        return of(type, value, facts, 0);
    }

    /** The address that a value is: named after its instruction where nothing better is known of it. */
    AbstractValue address(Value value, Facts facts) {
        AbstractValue known = of(Type.POINTER, value, facts);
        return known == Unknown.UNKNOWN ? Address.of(name(value)) : known;
    }

    /** As {@link #of}, with a name for every pointer. */
    AbstractValue argument(TypedValue value, Facts facts) {
        return value.type() instanceof PointerType ? address(value.value(), facts) : of(value, facts);
    }

    /** As {@link #argument}, with a name for every number. */
    AbstractValue stored(TypedValue value, Facts facts) {
        AbstractValue known = argument(value, facts);
        if (!isNameless(known)) {
            return known;
        }
        TypedValue narrow = unconverted(value);
        AbstractValue name = named(narrow.type(), narrow.value());
        return name instanceof Scalar scalar
                ? facts.marks().resolved(new Scalar(scalar.name(), Math.min(scalar.bits(), known.bits())))
                : known == Unknown.UNKNOWN ? name : known;
    }

    /** The name of a value, whatever is known of it by that. */
    AbstractValue name(TypedValue value, Facts facts) {
        TypedValue narrow = unconverted(value);
        AbstractValue known = value.value() instanceof Local local ? facts.unresolved(local.index()) : Unknown.UNKNOWN;
        return isNameless(known) ? named(narrow.type(), narrow.value()) : known;
    }

    private static boolean isNameless(AbstractValue value) {
        return value == Unknown.UNKNOWN || (value instanceof Scalar scalar && !scalar.isNamed());
    }

    /** What is known of a value that nothing is known of: its name. */
    AbstractValue named(Type type, Value value) {
        if (type instanceof PointerType) {
            return Address.of(name(value));
        }
        return value instanceof Local && type instanceof IntegerType integer && Numbers.fits(type)
                ? new Scalar(name(value), integer.bits())
                : Unknown.UNKNOWN;
    }

    /** The value before it was made wider, or narrower without a loss: the same number. */
    private TypedValue unconverted(TypedValue value) {
        return value.value() instanceof Local local
                        && plan.definition(local.index()).orElse(null) instanceof Cast cast
                        && (cast.opcode() == Opcode.ZEXT
                                || (cast.opcode() == Opcode.TRUNC
                                        && cast.flags().has("nuw")))
                        && cast.operand().value() instanceof Local
                ? cast.operand()
                : value;
    }

    /** The name of a value that is not known by any other one. */
    Base origin(Local local) {
        return name(local);
    }

    private Base name(Value value) {
        if (!(value instanceof Local local)) {
            return Somewhere.SOMEWHERE;
        }
        return plan.numberOf(local.index())
                .<Base>map(number -> new Origin(plan.symbol(), number, Optional.empty()))
                .orElseGet(() -> new Given(plan.symbol(), local.index()));
    }

    /** What an instruction yields, that is executed now; what it computes has a name where its operands have. */
    AbstractValue result(Instruction instruction, Facts facts) {
        AbstractValue value = instruction(instruction, facts, 0);
        return value == Unknown.UNKNOWN ? facts.marks().resolved(computed(instruction, facts)) : value;
    }

    private AbstractValue computed(Instruction instruction, Facts facts) {
        if (instruction instanceof Compare compare && compare.opcode() == Opcode.ICMP) {
            Optional<Base> name = Implied.comparison(
                    compare.predicate(),
                    compare.type(),
                    number(compare.type(), compare.left(), facts),
                    number(compare.type(), compare.right(), facts));
            return scalar(name, 1);
        }
        if (instruction instanceof Compare compare) {
            return scalar(floating(compare, facts), 1);
        }
        if (instruction instanceof Select select && select.ifTrue().type().equals(BIT)) {
            return scalar(shortCircuit(select, facts), 1);
        }
        if (instruction instanceof Binary binary && binary.type() instanceof IntegerType type && Numbers.fits(type)) {
            List<AbstractValue> operands =
                    List.of(number(type, binary.left(), facts), number(type, binary.right(), facts));
            return scalar(Base.Computed.of(spelling(binary.opcode(), binary.flags()), type, operands), type.bits());
        }
        return instruction instanceof Cast cast ? converted(cast, facts) : Unknown.UNKNOWN;
    }

    /** A comparison of a number that was an integer before: of constants its text is a part of what is done. */
    private Optional<Base> floating(Compare compare, Facts facts) {
        List<AbstractValue> operands = new ArrayList<>();
        StringBuilder operation = new StringBuilder(spelling(compare.opcode(), compare.flags()));
        operation.append(' ').append(compare.predicate());
        for (Value side : List.of(compare.left(), compare.right())) {
            operation.append(' ').append(side instanceof FloatingConstant constant ? constant.text() : "");
            if (!(side instanceof FloatingConstant)) {
                operands.add(side instanceof Local ? number(compare.type(), side, facts) : Unknown.UNKNOWN);
            }
        }
        return Base.Computed.of(operation.toString(), compare.type(), operands);
    }

    /** {@code a && b} and {@code a || b} of truth values. */
    private Optional<Base> shortCircuit(Select select, Facts facts) {
        boolean and = of(select.ifFalse(), facts).equals(new Numeral(0));
        boolean or = of(select.ifTrue(), facts).equals(new Numeral(1));
        if (and == or) {
            return Optional.empty();
        }
        AbstractValue condition = number(BIT, select.condition().value(), facts);
        AbstractValue other =
                number(BIT, and ? select.ifTrue().value() : select.ifFalse().value(), facts);
        return Base.Computed.of(and ? "and" : "or", BIT, List.of(condition, other));
    }

    private AbstractValue converted(Cast cast, Facts facts) {
        if (cast.opcode() == Opcode.UITOFP || cast.opcode() == Opcode.SITOFP) {
            AbstractValue operand = number(cast.operand().type(), cast.operand().value(), facts);
            String operation = spelling(cast.opcode(), cast.flags()) + " " + cast.target();
            return scalar(Base.Computed.of(operation, cast.operand().type(), List.of(operand)), Long.SIZE);
        }
        if (!(cast.target() instanceof IntegerType target)
                || !(cast.operand().type() instanceof IntegerType)
                || !Numbers.fits(target)) {
            return Unknown.UNKNOWN;
        }
        AbstractValue operand = number(cast.operand().type(), cast.operand().value(), facts);
        AbstractValue same = cast(cast, operand);
        if (same != Unknown.UNKNOWN) {
            return same;
        }
        String operation = spelling(cast.opcode(), cast.flags()) + " " + target.bits();
        return scalar(Base.Computed.of(operation, cast.operand().type(), List.of(operand)), target.bits());
    }

    private static AbstractValue scalar(Optional<Base> name, int bits) {
        return name.<AbstractValue>map(known -> new Scalar(known, bits)).orElse(Unknown.UNKNOWN);
    }

    /** An operation with what it must not do: what overflows where it must not is another number each time. */
    private static String spelling(Opcode opcode, AttributeSet flags) {
        return flags.attributes().isEmpty() ? opcode.keyword() : opcode.keyword() + " " + flags.attributes();
    }

    private AbstractValue number(Type type, Value value, Facts facts) {
        return stored(new TypedValue(type, value), facts);
    }

    private AbstractValue of(Type type, Value value, Facts facts, int depth) {
        if (value instanceof Local local) {
            return facts.value(local.index()).orElseGet(() -> derived(local, facts, depth));
        }
        return value instanceof Constant constant ? constant(type, constant) : Unknown.UNKNOWN;
    }

    private AbstractValue derived(Local local, Facts facts, int depth) {
        return depth > DEEPEST
                ? Unknown.UNKNOWN
                : plan.definition(local.index())
                        .map(definition -> instruction(definition, facts, depth + 1))
                        .orElse(Unknown.UNKNOWN);
    }

    private AbstractValue constant(Type type, Constant constant) {
        if (constant instanceof IntegerConstant number) {
            return Numbers.fits(type) || number.value() >= 0
                    ? new Numeral(Numbers.cut(number.value(), type))
                    : Unknown.UNKNOWN;
        }
        if (constant == Simple.NULL) {
            return new Numeral(0);
        }
        if (constant == Simple.ZEROINITIALIZER && (type instanceof IntegerType || type instanceof PointerType)) {
            return new Numeral(0);
        }
        if (constant instanceof GlobalReference reference) {
            return mayBeNull(reference.symbol())
                    ? Unknown.UNKNOWN
                    : aliases.resolve(reference.symbol())
                            .<AbstractValue>map(symbol -> Address.of(new Global(symbol)))
                            .orElse(Unknown.UNKNOWN);
        }
        if (constant instanceof Expression expression) {
            return expression(expression);
        }
        if (constant instanceof StructConstant struct) {
            return new Aggregate(struct.fields().stream()
                    .map(field ->
                            field.value() instanceof Constant part ? constant(field.type(), part) : Unknown.UNKNOWN)
                    .toList());
        }
        return Unknown.UNKNOWN;
    }

    /** What is linked in only if it is there. */
    private boolean mayBeNull(String symbol) {
        GlobalVariable global = program.globals().get(symbol);
        Function function = program.functions().get(symbol);
        return (global != null && global.qualifiers().has("extern_weak"))
                || (function != null && function.qualifiers().has("extern_weak"));
    }

    private AbstractValue expression(Expression expression) {
        if (expression.operands().isEmpty() || !(expression.operands().get(0).value() instanceof Constant base)) {
            return Unknown.UNKNOWN;
        }
        AbstractValue start = constant(expression.operands().get(0).type(), base);
        return switch (expression.opcode()) {
            case GETELEMENTPTR ->
                moved(
                        start,
                        expression.type(),
                        expression.operands().subList(1, expression.operands().size()));
            case PTRTOINT, INTTOPTR, BITCAST, ADDRSPACECAST -> start;
            default -> Unknown.UNKNOWN;
        };
    }

    private AbstractValue moved(AbstractValue start, Type source, List<TypedValue> indices) {
        Offsets distance = Offsets.moved(new PlainTypes(program.types()).of(source), indices);
        return start instanceof Address address && distance.stride() == 0
                ? address.plus(distance.base())
                : Unknown.UNKNOWN;
    }

    private AbstractValue instruction(Instruction instruction, Facts facts, int depth) {
        if (instruction instanceof ElementPointer pointer) {
            AbstractValue base = of(pointer.base().type(), pointer.base().value(), facts, depth);
            AbstractValue start =
                    base == Unknown.UNKNOWN ? Address.of(name(pointer.base().value())) : base;
            AbstractValue moved = moved(start, pointer.sourceType(), known(pointer.indices(), facts, depth));
            return moved == Unknown.UNKNOWN ? within(start, pointer, facts) : moved;
        }
        if (instruction instanceof Cast cast) {
            AbstractValue operand = of(cast.operand().type(), cast.operand().value(), facts, depth);
            return isWidened(cast, operand, facts) ? operand : cast(cast, operand);
        }
        if (instruction instanceof Unary unary && unary.opcode() == Opcode.FREEZE) {
            return of(unary.operand().type(), unary.operand().value(), facts, depth);
        }
        if (instruction instanceof Compare compare && compare.opcode() == Opcode.ICMP) {
            return compare(compare, facts, depth);
        }
        if (instruction instanceof Select select) {
            return select(select, facts, depth);
        }
        if (instruction instanceof Binary binary) {
            return Numbers.computed(
                    binary.opcode(),
                    binary.type(),
                    of(binary.type(), binary.left(), facts, depth),
                    of(binary.type(), binary.right(), facts, depth));
        }
        if (instruction instanceof ExtractValue extract) {
            return extract(extract, facts, depth);
        }
        return instruction instanceof InsertValue insert ? insert(insert, facts, depth) : Unknown.UNKNOWN;
    }

    /** The indices, those written down whose numbers are known. */
    private List<TypedValue> known(List<TypedValue> indices, Facts facts, int depth) {
        return indices.stream()
                .map(index -> index.value() instanceof Local
                                && of(index.type(), index.value(), facts, depth) instanceof Numeral number
                        ? new TypedValue(
                                index.type(), new IntegerConstant(Numbers.signed(number.value(), index.type())))
                        : index)
                .toList();
    }

    /** A pointer that is counted from a global points into it, somewhere. */
    private AbstractValue within(AbstractValue start, ElementPointer pointer, Facts facts) {
        Type source = new PlainTypes(program.types()).of(pointer.sourceType());
        Elements elements = new Elements(source, index -> facts.marks().resolved(name(index, facts)), facts.marks());
        return plan.numberOf(pointer.header().result())
                .filter(number -> start instanceof Address)
                .flatMap(number ->
                        elements.place((Address) start, pointer, new Origin(plan.symbol(), number, Optional.empty())))
                .<AbstractValue>map(Address::of)
                .orElse(Unknown.UNKNOWN);
    }

    /** Whether a handle that is a number becomes a wider one, and stays the same number by its sign. */
    private static boolean isWidened(Cast cast, AbstractValue operand, Facts facts) {
        boolean widens = cast.opcode() == Opcode.SEXT
                || (cast.opcode() == Opcode.ZEXT && facts.handles().isNonnegative(operand));
        return operand instanceof Address
                && cast.operand().type() instanceof IntegerType
                && widens
                && Numbers.fits(cast.target());
    }

    private static AbstractValue cast(Cast cast, AbstractValue operand) {
        Type from = cast.operand().type();
        return switch (cast.opcode()) {
            case ZEXT -> isNumber(operand) ? operand : Unknown.UNKNOWN;
            case TRUNC ->
                operand instanceof Numeral number
                        ? new Numeral(Numbers.cut(number.value(), cast.target()))
                        : operand instanceof Scalar scalar
                                        && (cast.flags().has("nuw") || scalar.bits() <= bits(cast.target()))
                                ? operand
                                : Unknown.UNKNOWN;
            case SEXT ->
                operand instanceof Numeral number && Numbers.fits(cast.target())
                        ? new Numeral(Numbers.cut(Numbers.signed(number.value(), from), cast.target()))
                        : operand instanceof Scalar scalar && scalar.bits() < bits(from) && Numbers.fits(cast.target())
                                ? operand
                                : Unknown.UNKNOWN;
            case PTRTOINT -> cast.target().equals(new IntegerType(Long.SIZE)) ? operand : Unknown.UNKNOWN;
            case INTTOPTR ->
                from.equals(new IntegerType(Long.SIZE)) && !(operand instanceof Scalar) ? operand : Unknown.UNKNOWN;
            case BITCAST -> cast.target().equals(from) ? operand : Unknown.UNKNOWN;
            default -> Unknown.UNKNOWN;
        };
    }

    private static boolean isNumber(AbstractValue value) {
        return value instanceof Numeral || value instanceof Scalar;
    }

    /** No bits, of what is no number. */
    private static int bits(Type type) {
        return type instanceof IntegerType integer ? integer.bits() : 0;
    }

    /** A question about two numbers. */
    private record Comparison(String predicate, Type type, Value left, Value right) {}

    /**
     * The one of two numbers that a minimum or a maximum is, where it is known which.
     *
     * @param predicate what holds of the first one if it is the one
     */
    AbstractValue extreme(String predicate, Type type, Value left, Value right, Facts facts) {
        AbstractValue first = compare(new Comparison(predicate, type, left, right), facts, 0);
        if (first instanceof Numeral truth) {
            return stored(new TypedValue(type, truth.value() != 0 ? left : right), facts);
        }
        return Unknown.UNKNOWN;
    }

    private AbstractValue compare(Compare compare, Facts facts, int depth) {
        return compare(
                new Comparison(compare.predicate(), compare.type(), compare.left(), compare.right()), facts, depth);
    }

    private AbstractValue compare(Comparison compare, Facts facts, int depth) {
        AbstractValue left = of(compare.type(), compare.left(), facts, depth);
        AbstractValue right = of(compare.type(), compare.right(), facts, depth);
        OptionalLong handle = handle(compare, left, right, facts, depth);
        if (handle.isPresent()) {
            return new Numeral(handle.getAsLong());
        }
        Type type = compare.type();
        boolean apart =
                differ(type, compare.left(), left, right, facts) || differ(type, compare.right(), right, left, facts);
        if (apart && Numbers.isEquality(compare.predicate())) {
            return new Numeral(compare.predicate().equals("ne") ? 1 : 0);
        }
        AbstractValue order = Numbers.compared(compare.predicate(), compare.type(), left, right);
        return order == Unknown.UNKNOWN && type instanceof IntegerType ? byName(compare, facts) : order;
    }

    /** What comparisons before it have told of the same numbers. */
    private AbstractValue byName(Comparison compare, Facts facts) {
        AbstractValue left = number(compare.type(), compare.left(), facts);
        AbstractValue right = number(compare.type(), compare.right(), facts);
        Optional<Boolean> truth = Optional.empty();
        Order order = Order.of(compare.predicate(), compare.type(), left, right);
        if (right instanceof Numeral number) {
            truth = facts.marks().compared(order, left, number.value());
        } else if (left instanceof Numeral number) {
            truth = facts.marks().compared(order.turned(), right, number.value());
        }
        return truth.<AbstractValue>map(known -> new Numeral(known ? 1 : 0)).orElse(Unknown.UNKNOWN);
    }

    /** What a contract says of the result of a call decides about a branch on it. */
    private OptionalLong handle(Comparison compare, AbstractValue left, AbstractValue right, Facts facts, int depth) {
        if (right instanceof Numeral number) {
            return handle(compare.predicate(), compare, compare.left(), number.value(), facts, depth);
        }
        return left instanceof Numeral number
                ? handle(Numbers.exchanged(compare.predicate()), compare, compare.right(), number.value(), facts, depth)
                : OptionalLong.empty();
    }

    private OptionalLong handle(
            String predicate, Comparison compare, Value value, long number, Facts facts, int depth) {
        Type type = compare.type();
        long added = 0;
        Value handle = value;
        if (value instanceof Local local
                && plan.definition(local.index()).orElse(null) instanceof Binary sum
                && sum.opcode() == Opcode.ADD
                && of(type, sum.right(), facts, depth) instanceof Numeral more) {
            added = more.value();
            handle = sum.left();
        }
        return facts.handles().compared(predicate, type, of(type, handle, facts, depth), added, number);
    }

    private static boolean differ(Type type, Value value, AbstractValue known, AbstractValue other, Facts facts) {
        return other instanceof Numeral number
                && ((value instanceof Local local && facts.excludes(local.index(), number.value()))
                        || facts.marks().contradicts(known, number.value())
                        || facts.handles().contradicts(type, known, number.value()));
    }

    private AbstractValue select(Select select, Facts facts, int depth) {
        AbstractValue condition =
                of(select.condition().type(), select.condition().value(), facts, depth);
        if (condition instanceof Numeral number) {
            TypedValue chosen = number.value() != 0 ? select.ifTrue() : select.ifFalse();
            return of(chosen.type(), chosen.value(), facts, depth);
        }
        AbstractValue one = of(select.ifTrue().type(), select.ifTrue().value(), facts, depth);
        AbstractValue other = of(select.ifFalse().type(), select.ifFalse().value(), facts, depth);
        return one.equals(other) ? one : Unknown.UNKNOWN;
    }

    private AbstractValue extract(ExtractValue extract, Facts facts, int depth) {
        AbstractValue value = of(extract.aggregate().type(), extract.aggregate().value(), facts, depth);
        for (int index : extract.indices()) {
            value = value instanceof Aggregate aggregate
                            && index < aggregate.parts().size()
                    ? aggregate.parts().get(index)
                    : Unknown.UNKNOWN;
        }
        return value;
    }

    /** Only structs are kept apart by field; an element of an array makes all of it unknown. */
    private AbstractValue insert(InsertValue insert, Facts facts, int depth) {
        if (insert.indices().size() != 1 || !(insert.aggregate().type() instanceof StructType struct)) {
            return Unknown.UNKNOWN;
        }
        AbstractValue before = of(struct, insert.aggregate().value(), facts, depth);
        List<AbstractValue> parts = before instanceof Aggregate aggregate
                ? new ArrayList<>(aggregate.parts())
                : new ArrayList<>(Collections.nCopies(struct.elements().size(), Unknown.UNKNOWN));
        AbstractValue element = of(insert.element().type(), insert.element().value(), facts, depth);
        boolean pointer = insert.element().type() instanceof PointerType && element == Unknown.UNKNOWN;
        parts.set(
                insert.indices().get(0),
                pointer ? Address.of(name(insert.element().value())) : element);
        return new Aggregate(parts);
    }
}
