// Tokens of LLVM IR text, as the Language Reference of LLVM 22 and the printer of LLVM have them.
//
// Only words that decide the shape of what follows are keywords here: types, opcodes, constants, and a few that stand
// before a bracket or a string. Every other word is a WORD, so that attributes, flags and orderings of later versions
// are read without a change. The text is read as bytes, one in each char.
lexer grammar LlvmIrLexer;

WHITESPACE: [ \t\r\n]+ -> skip;
COMMENT: ';' ~[\r\n]* -> skip;

// Names. A quoted name may hold any byte but the quote; escapes are \xx.
GLOBAL_NAME: '@' (PLAIN_NAME | QUOTED | DIGITS);
LOCAL_NAME: '%' (PLAIN_NAME | QUOTED | DIGITS);
COMDAT_NAME: '$' (PLAIN_NAME | QUOTED);
METADATA_NAME: '!' [-a-zA-Z$._\\] [-a-zA-Z$._0-9\\]*;
METADATA_NUMBER: '!' DIGITS;
ATTRIBUTE_GROUP: '#' DIGITS;
DEBUG_RECORD: '#dbg_' [a-z_]+;
SUMMARY_ENTRY: '^' DIGITS;
LABEL: [-a-zA-Z$._0-9]+ ':' | QUOTED ':';

// Literals.
CHARACTERS: 'c' QUOTED;
STRING: QUOTED;
INTEGER: '-'? DIGITS;
HEX_INTEGER: [us] '0x' HEX+;
DECIMAL_FLOAT: [-+]? DIGITS '.' DIGITS? ([eE] [-+]? DIGITS)?;
HEX_FLOAT: 'f'? '0x' [KLMHR]? HEX+;
INTEGER_TYPE: 'i' DIGITS;

// Punctuation.
COMMA: ',';
EQUALS: '=';
STAR: '*';
BAR: '|';
EXCLAMATION: '!';
COLON: ':';
ELLIPSIS: '...';
LPAREN: '(';
RPAREN: ')';
LBRACE: '{';
RBRACE: '}';
LBRACKET: '[';
RBRACKET: ']';
LESS: '<';
GREATER: '>';

// Top level.
DEFINE: 'define';
DECLARE: 'declare';
GLOBAL: 'global';
CONSTANT: 'constant';
ALIAS: 'alias';
IFUNC: 'ifunc';
TYPE: 'type';
OPAQUE: 'opaque';
MODULE: 'module';
ASM: 'asm';
TARGET: 'target';
TRIPLE: 'triple';
DATALAYOUT: 'datalayout';
SOURCE_FILENAME: 'source_filename';
ATTRIBUTES: 'attributes';
USELISTORDER: 'uselistorder';
USELISTORDER_BB: 'uselistorder_bb';

// Words before a string, a number, a constant or a bracket.
ALIGN: 'align';
CC: 'cc';
SECTION: 'section';
PARTITION: 'partition';
GC: 'gc';
CODE_MODEL: 'code_model';
PREFIX: 'prefix';
PROLOGUE: 'prologue';
PERSONALITY: 'personality';
ADDRSPACE: 'addrspace';
INRANGE: 'inrange';
DISTINCT: 'distinct';
VOLATILE: 'volatile';

// Types.
VOID: 'void';
PTR: 'ptr';
HALF: 'half';
BFLOAT: 'bfloat';
FLOAT: 'float';
DOUBLE: 'double';
X86_FP80: 'x86_fp80';
FP128: 'fp128';
PPC_FP128: 'ppc_fp128';
X86_AMX: 'x86_amx';
LABEL_TYPE: 'label';
TOKEN_TYPE: 'token';
METADATA: 'metadata';
VSCALE: 'vscale';
X: 'x';

// Constants.
TRUE: 'true';
FALSE: 'false';
NULL: 'null';
UNDEF: 'undef';
POISON: 'poison';
ZEROINITIALIZER: 'zeroinitializer';
NONE: 'none';
SPLAT: 'splat';
BLOCKADDRESS: 'blockaddress';
DSO_LOCAL_EQUIVALENT: 'dso_local_equivalent';
NO_CFI: 'no_cfi';
PTRAUTH: 'ptrauth';

// Words inside instructions.
TO: 'to';
UNWIND: 'unwind';
CALLER: 'caller';
WITHIN: 'within';
FROM: 'from';
CATCH: 'catch';
FILTER: 'filter';
CLEANUP: 'cleanup';
TAIL: 'tail';
MUSTTAIL: 'musttail';
NOTAIL: 'notail';

// Opcodes.
RET: 'ret';
BR: 'br';
SWITCH: 'switch';
INDIRECTBR: 'indirectbr';
INVOKE: 'invoke';
RESUME: 'resume';
UNREACHABLE: 'unreachable';
CLEANUPRET: 'cleanupret';
CATCHRET: 'catchret';
CATCHSWITCH: 'catchswitch';
CALLBR: 'callbr';
FNEG: 'fneg';
ADD: 'add';
FADD: 'fadd';
SUB: 'sub';
FSUB: 'fsub';
MUL: 'mul';
FMUL: 'fmul';
UDIV: 'udiv';
SDIV: 'sdiv';
FDIV: 'fdiv';
UREM: 'urem';
SREM: 'srem';
FREM: 'frem';
SHL: 'shl';
LSHR: 'lshr';
ASHR: 'ashr';
AND: 'and';
OR: 'or';
XOR: 'xor';
EXTRACTELEMENT: 'extractelement';
INSERTELEMENT: 'insertelement';
SHUFFLEVECTOR: 'shufflevector';
EXTRACTVALUE: 'extractvalue';
INSERTVALUE: 'insertvalue';
ALLOCA: 'alloca';
LOAD: 'load';
STORE: 'store';
FENCE: 'fence';
CMPXCHG: 'cmpxchg';
ATOMICRMW: 'atomicrmw';
GETELEMENTPTR: 'getelementptr';
TRUNC: 'trunc';
ZEXT: 'zext';
SEXT: 'sext';
FPTRUNC: 'fptrunc';
FPEXT: 'fpext';
FPTOUI: 'fptoui';
FPTOSI: 'fptosi';
UITOFP: 'uitofp';
SITOFP: 'sitofp';
PTRTOINT: 'ptrtoint';
PTRTOADDR: 'ptrtoaddr';
INTTOPTR: 'inttoptr';
BITCAST: 'bitcast';
ADDRSPACECAST: 'addrspacecast';
ICMP: 'icmp';
FCMP: 'fcmp';
PHI: 'phi';
SELECT: 'select';
FREEZE: 'freeze';
CALL: 'call';
VA_ARG: 'va_arg';
LANDINGPAD: 'landingpad';
CATCHPAD: 'catchpad';
CLEANUPPAD: 'cleanuppad';

WORD: [a-zA-Z_] [a-zA-Z_0-9]*;

// What is none of the above. No parser rule takes it, so it is always a problem, never silence. Runs of the characters
// of labels are one token: LLVM would cut 'add-1' in two and 'i32x' too, which no printer writes, and looking for the
// colon of a label again and again would take quadratic time. The same holds for a quote that nothing closes.
// NUL bytes, form feeds and comments between slashes and stars are refused too, although LLVM skips some of them.
INVALID: [-a-zA-Z$._0-9]+ | '"' ~["]* | .;

fragment PLAIN_NAME: [-a-zA-Z$._] [-a-zA-Z$._0-9]*;
fragment QUOTED: '"' ~["]* '"';
fragment DIGITS: [0-9]+;
fragment HEX: [0-9a-fA-F];
