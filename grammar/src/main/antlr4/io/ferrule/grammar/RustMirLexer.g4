// Tokens of MIR text, as rustc prints it for --emit=mir. No specification exists: the printer of rustc 1.95 to 1.97 and
// what it wrote for many crates are the definition. The text is read as bytes, one in each char.
//
// The printer leaves much to its reader: types and values are written alike, bodies and types use the same brackets.
// Where the printer's own spacing tells two things apart, a token holds that space. Text in any other layout is then
// not understood, which is a problem and never another meaning.
lexer grammar RustMirLexer;

WHITESPACE: [ \t\r\n]+ -> skip;

// Comments that say something: where a statement, a local or an inlined call stands, and what a body is for.
CTFE: '// MIR FOR CTFE';
LOCATION: '// scope ' DIGITS ' at ' ~[\r\n]+;
DECLARATION: '// ' 'return place '? 'in scope ' DIGITS ' at ' ~[\r\n]+;
CALL_SITE: '// at ' ~[\r\n]+;
COMMENT: '//' ~[\r\n]* -> skip;

// Where in the source the counters of -Cinstrument-coverage stand: nothing that is executed.
COVERAGE_MAPPING: 'coverage ' [A-Z] [A-Za-z]* ' { ' ~[{}"\r\n]* ' } => ' PLACE ' (#' DIGITS ');' -> skip;

// Names that hold a place in a file, or stand for something that has no name.
IMPL_AT: '<impl at ' PLACE '>';
ANONYMOUS_AT: '{' [a-z] [a-z ]* '@' PLACE (' (#' DIGITS ')')? '}';
ANONYMOUS_ELIDED: '{' [a-z] [a-z ]* '@...}';
ANONYMOUS_OPEN: '{' [a-z] [a-z ]* '@';
BODY_OF: '{' [a-z] [a-z ]* ' of ';
NUMBERED: '{' [a-zA-Z_] [a-zA-Z_:-]* '#' DIGITS '}';
PROMOTED: 'promoted[' DIGITS ']';
VARIANT: 'variant#' DIGITS;

// Numbers of locals, blocks and allocations.
LOCAL: '_' DIGITS;
BLOCK: 'bb' DIGITS;
POINTER: 'alloc' DIGITS ('<imm>' '+0x' HEX+ | '<imm>' | '+0x' HEX+ '<imm>'?);
ALLOCATION: 'alloc' DIGITS;

// Lines of an allocation: │ parts the address from the bytes and these from their text, ╾ ╼ enclose a pointer.
ADDRESS: '0x' HEX+ ' ' BAR_SIGN;
TEXT_COLUMN: BAR_SIGN ~[\r\n]*;
PROVENANCE: POINTER_BEGIN (LINE_SIGN | [a-zA-Z0-9+<>_ ()])* POINTER_END?;
PROVENANCE_REST: LINE_SIGN+ ([a-zA-Z0-9+<>_ ()]+ LINE_SIGN+)? POINTER_END;

// Literals.
CHARACTER: '\'' (~['\\\r\n\u0080-\u00ff] | [\u0080-\u00ff]+ | '\\' ~[u\r\n] | '\\u{' HEX+ '}') '\'';
LIFETIME: '\'' LETTER (LETTER | [0-9])*;
BYTES: '*'? 'b"' CHARACTERS_OF_STRING '"';
STRING: '"' CHARACTERS_OF_STRING '"';
FLOAT: '-'? DIGITS ('.' DIGITS ([eE] [-+]? DIGITS)? | [eE] [-+] DIGITS) (LETTER (LETTER | [0-9])*)?;
INTEGER: '-'? [0-9] [0-9a-zA-Z_]*;
SIGNED_WORD: [-+] [a-zA-Z] [a-zA-Z_0-9]*;
UNPRINTED: '<' ('uninit' | 'too short allocation' | 'function' | 'vtable' | 'typeid' | 'dangling pointer' | 'ZST') '>';
STATIC_VALUE: '<static(DefId(' ~[()"\r\n]* '))>';
DEFINITION: 'DefId(' ~[()"\r\n]* ')';
SIZE_VALUE: 'Size(' DIGITS ' bytes)';

// With the space before it: a trait's arguments, Fn(T), have none.
CAST_KIND: ' (' [A-Z] [A-Za-z]+ ('(' [A-Z] [A-Za-z]+ ('(' [A-Z] [A-Za-z]+ ')')? (', ' [A-Z] [A-Za-z]+)? ')')? ')';

// With what ends the line: a body begins, no name of a function item.
BODY: '{' '\r'? '\n';

// With the space behind them: without it they are names of functions.
COPY: 'copy ';
DEREF_COPY: 'deref_copy ';
NO_RETAG: 'no_retag ';
TAIL_CALL: 'tailcall ';

// Statements and macros that no name of Rust is like.
COVERAGE: 'Coverage::' ('VirtualCounter(bcb' DIGITS ')' | 'BlockMarker(' DIGITS ')' | 'SpanMarker');
WRAP_BINDER: 'wrap_binder!';
UNWRAP_BINDER: 'unwrap_binder!';

// Punctuation.
TLS: '&/*tls*/';
FAKE_MARK: '(fake)';
MAYBE_CONST: '[const]';
TARGET_FEATURES: '#[target_features]';
TRACK_CALLER: '#[track_caller]';
PATH_SEPARATOR: '::';
ARROW: '->';
FAT_ARROW: '=>';
ELLIPSIS: '...';
RANGE_INCLUSIVE: '..=';
RANGE: '..';
COMMA: ',';
COLON: ':';
SEMICOLON: ';';
DOT: '.';
EQUALS: '=';
AMPERSAND: '&';
STAR: '*';
PLUS: '+';
MINUS: '-';
EXCLAMATION: '!';
QUESTION: '?';
BAR: '|';
LPAREN: '(';
RPAREN: ')';
LBRACE: '{';
RBRACE: '}';
LBRACKET: '[';
RBRACKET: ']';
LESS: '<';
GREATER: '>';
// Only in expressions over generic constants, which rustc copies from the source.
// With the spaces around it: generic arguments begin without.
OPERATOR: '/' | '%' | '^' | ' <' [<=]? ' ';

// Keywords of Rust: never names.
AS: 'as';
CONST: 'const';
DYN: 'dyn';
EXTERN: 'extern';
FALSE: 'false';
FN: 'fn';
FOR: 'for';
IMPL: 'impl';
IN: 'in';
LET: 'let';
MOVE: 'move';
MUT: 'mut';
RETURN: 'return';
STATIC: 'static';
TRUE: 'true';
UNSAFE: 'unsafe';
YIELD: 'yield';

// Words of MIR, which are good names in Rust: the rule `name` has them all.
ALIGN: 'align';
ASM: 'asm!';
ASSERT: 'assert';
ASSUME: 'assume';
ASYNC: 'async';
BACKWARD_INCOMPATIBLE_DROP_HINT: 'BackwardIncompatibleDropHint';
CLEANUP: 'cleanup';
CONST_EVAL_COUNTER: 'ConstEvalCounter';
CONTINUE: 'continue';
COPY_NONOVERLAPPING: 'copy_nonoverlapping';
COROUTINE_DROP: 'coroutine_drop';
DEALLOCATED: 'deallocated';
DEBUG: 'debug';
DEINIT: 'Deinit';
DISCRIMINANT: 'discriminant';
DROP: 'drop';
FAKE: 'fake';
FAKE_READ: 'FakeRead';
FALSE_EDGE: 'falseEdge';
FALSE_UNWIND: 'falseUnwind';
FROM: 'from';
GOTO: 'goto';
INLINED: 'inlined';
IS: 'is';
NOP: 'nop';
OF: 'of';
OPTIONS: 'options';
PLACE_MENTION: 'PlaceMention';
RAW: 'raw';
RESUME: 'resume';
RETAG: 'Retag';
SCOPE: 'scope';
SHALLOW: 'shallow';
SHIM: 'shim';
SIZE: 'size';
STORAGE_DEAD: 'StorageDead';
STORAGE_LIVE: 'StorageLive';
SWITCH_INT: 'switchInt';
TERMINATE: 'terminate';
TYPEID: 'typeid';
UNREACHABLE: 'unreachable';
UNWIND: 'unwind';
VTABLE: 'vtable';
YIELDS: 'yields';

WORD: 'r#'? LETTER (LETTER | [0-9])*;

// What is none of the above. No parser rule takes it, so it is always a problem, never silence.
// That goes for raw strings and long comments too. rustc copies some expressions from the source as they are, and these
// two could hide brackets and quotes from this lexer, or show it some that are none.
INVALID: '"' CHARACTERS_OF_STRING | [bc]? 'r' '#'* '"' ~["]* '"'? | '/*' | .;

fragment DIGITS: [0-9]+;
fragment HEX: [0-9a-fA-F];
fragment LETTER: [a-zA-Z_\u0080-\u00ff];
fragment CHARACTERS_OF_STRING: (~["\\] | '\\' .)*;
fragment PLACE: ~[<>{}"\r\n]+ ':' DIGITS ':' DIGITS ': ' DIGITS ':' DIGITS;
// Box drawing characters in UTF-8.
fragment BAR_SIGN: '\u00e2\u0094\u0082';
fragment LINE_SIGN: '\u00e2\u0094\u0080';
fragment POINTER_BEGIN: '\u00e2\u0095\u00be';
fragment POINTER_END: '\u00e2\u0095\u00bc';
