package io.ferrule.program;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The instructions of LLVM 22, each by its keyword. */
public enum Opcode {
    RET,
    BR,
    SWITCH,
    INDIRECTBR,
    INVOKE,
    RESUME,
    UNREACHABLE,
    CLEANUPRET,
    CATCHRET,
    CATCHSWITCH,
    CALLBR,
    FNEG,
    ADD,
    FADD,
    SUB,
    FSUB,
    MUL,
    FMUL,
    UDIV,
    SDIV,
    FDIV,
    UREM,
    SREM,
    FREM,
    SHL,
    LSHR,
    ASHR,
    AND,
    OR,
    XOR,
    EXTRACTELEMENT,
    INSERTELEMENT,
    SHUFFLEVECTOR,
    EXTRACTVALUE,
    INSERTVALUE,
    ALLOCA,
    LOAD,
    STORE,
    FENCE,
    CMPXCHG,
    ATOMICRMW,
    GETELEMENTPTR,
    TRUNC,
    ZEXT,
    SEXT,
    FPTRUNC,
    FPEXT,
    FPTOUI,
    FPTOSI,
    UITOFP,
    SITOFP,
    PTRTOINT,
    PTRTOADDR,
    INTTOPTR,
    BITCAST,
    ADDRSPACECAST,
    ICMP,
    FCMP,
    PHI,
    SELECT,
    FREEZE,
    CALL,
    VA_ARG,
    LANDINGPAD,
    CATCHPAD,
    CLEANUPPAD;

    private static final Map<String, Opcode> BY_KEYWORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Opcode::keyword, opcode -> opcode));

    private final String keyword = name().toLowerCase(Locale.ROOT);

    /** The word that stands for it in the text, such as {@code getelementptr}. */
    public String keyword() {
        return keyword;
    }

    /** The opcode of that keyword, or empty where LLVM 22 has none. */
    public static Optional<Opcode> ofKeyword(String keyword) {
        return Optional.ofNullable(BY_KEYWORD.get(keyword));
    }
}
