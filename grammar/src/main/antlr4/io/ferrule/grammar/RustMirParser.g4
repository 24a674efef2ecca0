// The items of a MIR dump, each parsed on its own.
//
// As for LLVM IR, every decision is made by one token of lookahead (a test holds that), and what a rule has found is in
// its labels; no tree of children is kept. Two things that rustc's printer leaves open are settled here:
//
// - Bounds (`+ Send`), the name of a function item (`{f}`) and the type of an implementation (`for T`) follow a type
//   without brackets, so they may belong to any of the types that end there. They are read in a flat list behind the
//   outermost type, and the builder hands them out.
// - A call, an operation and a constructor look the same: `NAME(..)`. They are one rule, and the builder decides.
parser grammar RustMirParser;

options { tokenVocab = RustMirLexer; superClass = NestedParser; contextSuperClass = LightContext; }

// ---- Items ---------------------------------------------------------------------------------------------------------

function:
    ctfe=CTFE? head=functionHead (YIELDS yields=type)? content=body EOF;

functionHead:
    FN called=path LPAREN (parameters+=parameter (COMMA parameters+=parameter)*)? RPAREN ARROW result=type;

parameter: local=LOCAL COLON typed=type;

value:
    ctfe=CTFE? head=valueHead EQUALS (content=body | CONST constant=constantValue SEMICOLON) EOF;

valueHead: (kind=CONST | kind=STATIC mutable=MUT?)? called=path COLON result=type;

allocation:
    number=ALLOCATION LPAREN header=allocationHeader RPAREN content=allocationContent? EOF;

allocationHeader:
    kind=STATIC COLON item=path (COMMA layout=allocationLayout)?
    | kind=EXTERN STATIC COLON item=path
    | kind=FN COLON code=instance
    | kind=VTABLE COLON typed=type
    | kind=TYPEID FOR typed=type
    | kind=DEALLOCATED
    | layout=allocationLayout;

allocationLayout: SIZE COLON size=INTEGER COMMA ALIGN COLON align=INTEGER;

allocationContent: open=(LBRACE | BODY) lines+=allocationLine* RBRACE;

allocationLine: address=ADDRESS? cells+=allocationCell* text=TEXT_COLUMN;

allocationCell: cell=(INTEGER | WORD | PROVENANCE | PROVENANCE_REST | FLOAT);

// ---- Bodies --------------------------------------------------------------------------------------------------------

body: BODY declarations=declarationList blocks+=block+ close=RBRACE;

declarationList: items+=declaration*;

declaration: scope=scopeDeclaration | debug=debugDeclaration | local=localDeclaration;

scopeDeclaration:
    SCOPE number=INTEGER (LPAREN INLINED tracked=TRACK_CALLER? callee=instance RPAREN)? (LBRACE | BODY)
    at=CALL_SITE? declarations=declarationList RBRACE;

debugDeclaration:
    DEBUG variable=debugVariable FAT_ARROW (location=place | CONST constant=constantValue | item=path) SEMICOLON
    at=DECLARATION?;

debugVariable:
    plain=debugName
    | LPAREN part=debugVariable (COLON typed=type | DOT fieldNumber=INTEGER COLON typed=type) RPAREN;

debugName: bareName | LOCAL | ALLOCATION | COPY | DEREF_COPY | NO_RETAG | TAIL_CALL;

localDeclaration: LET mutable=MUT? local=LOCAL COLON typed=type SEMICOLON at=DECLARATION?;

block: number=BLOCK (LPAREN cleanup=CLEANUP RPAREN)? COLON (LBRACE | BODY) statements+=statement+ RBRACE;

statement: content=statementContent SEMICOLON at=LOCATION?;

statementContent:
    target=place EQUALS source=rvalue
    | kind=(STORAGE_LIVE | STORAGE_DEAD | PLACE_MENTION | DEINIT | BACKWARD_INCOMPATIBLE_DROP_HINT)
      LPAREN operated=place RPAREN
    | kind=DISCRIMINANT LPAREN operated=place RPAREN EQUALS variant=INTEGER
    | kind=FAKE_READ LPAREN cause=fakeReadCause COMMA operated=place RPAREN
    | kind=RETAG LPAREN retag=retagKind? operated=place RPAREN
    | kind=ASSUME LPAREN operands+=operand RPAREN
    | kind=COPY_NONOVERLAPPING LPAREN keys+=name EQUALS operands+=operand
      (COMMA keys+=name EQUALS operands+=operand)* RPAREN
    | kind=(CONST_EVAL_COUNTER | NOP | COVERAGE)
    | kind=(RETURN | RESUME | UNREACHABLE | COROUTINE_DROP)
    | kind=TERMINATE LPAREN reason=name RPAREN
    | kind=(GOTO | FALSE_EDGE | FALSE_UNWIND) edges=targets
    | kind=SWITCH_INT LPAREN operands+=operand RPAREN edges=targets
    | ASYNC? kind=DROP LPAREN operated=place (SEMICOLON key=name EQUALS poll=operand)? RPAREN edges=targets
    | kind=ASSERT LPAREN negated=EXCLAMATION? condition=operand COMMA message=STRING (COMMA operands+=operand)* RPAREN
      edges=targets
    | kind=TAIL_CALL source=rvalue
    | kind=ASM LPAREN message=STRING (COMMA assembly+=asmOperand)* RPAREN edges=targets?;

fakeReadCause: from=WORD (LPAREN WORD close=RPAREN)?;

retagKind: open=LBRACKET (FN? name | INTEGER) close=RBRACKET;

asmOperand:
    direction=(IN | WORD) (
        LPAREN register=(WORD | STRING) RPAREN input=argument (FAT_ARROW output=argument)?
        | symbol=path
        | item=DEFINITION
        | label=INTEGER
    )
    | direction=CONST CONST constant=constantValue
    | direction=OPTIONS options=asmOptions;

asmOptions: open=LPAREN asmOption* close=RPAREN;

asmOption: BAR | WORD | INTEGER | asmOptions;

targets:
    ARROW (
        only=BLOCK
        | UNWIND action=unwindAction
        | LBRACKET edges+=edge (COMMA edges+=edge)* RBRACKET
    );

edge:
    UNWIND (COLON to=BLOCK | action=unwindAction)
    | (label=(RETURN | INTEGER | RESUME | DROP | WORD)) COLON to=BLOCK;

unwindAction: action=(CONTINUE | UNREACHABLE) | action=TERMINATE LPAREN reason=name RPAREN;

// ---- Places, operands, values --------------------------------------------------------------------------------------

place: base=placeBase indexes+=placeIndex*;

placeBase:
    local=LOCAL
    | unwrapped=UNWRAP_BINDER LPAREN inner=place SEMICOLON typed=type RPAREN
    | LPAREN (
        dereferenced=STAR inner=place
        | inner=place (AS (variant=bareName | number=VARIANT) | DOT fieldNumber=INTEGER COLON typed=type)
    ) RPAREN;

placeIndex:
    LBRACKET (
        local=LOCAL
        | from=INTEGER (OF least=INTEGER | COLON to=INTEGER? | RANGE end=INTEGER)
        | COLON to=INTEGER
    ) RBRACKET;

operand: copied=COPY location=place | moved=MOVE location=place | CONST constant=constantValue | item=path;

// A path followed by brackets is a constructor, an operation or a call.
rvalue:
    source=namedOperand (
        open=LPAREN (arguments+=argument (COMMA arguments+=argument)*)? RPAREN edges=targets?
        | fields=fieldList
        | AS typed=type cast=CAST_KIND
    )?
    | CONST constant=bareConstant (
        edges=targets
        | COLON constantType=type (AS typed=type cast=CAST_KIND)?
        | casts+=constantCast+ cast=CAST_KIND?
    )?
    | unretagged=NO_RETAG used=operand
    | reference=AMPERSAND kind=borrowKind? location=place
    | tls=TLS mutable=MUT? item=path
    | array=LBRACKET (arguments+=argument (COMMA arguments+=argument)*)? (SEMICOLON length=arrayLength)? RBRACKET
    | tuple=LPAREN (arguments+=argument (commas+=COMMA arguments+=argument?)*)? RPAREN
    | pointer=STAR (CONST | mutable=MUT) typed=type FROM LPAREN arguments+=argument COMMA arguments+=argument RPAREN
    | anonymous=anonymousType fields=fieldList?
    | dereferenced=DEREF_COPY location=place
    | wrapped=WRAP_BINDER LPAREN arguments+=argument SEMICOLON typed=type RPAREN
    | yielded=YIELD LPAREN arguments+=argument RPAREN edges=targets;

namedOperand: copied=COPY location=place | moved=MOVE location=place | item=path;

argument: plain=operand | location=place;

borrowKind: mutable=MUT | raw=RAW (CONST fake=FAKE_MARK? | mutable=MUT) | fake=FAKE shallow=SHALLOW?;

fieldList: LBRACE (fields+=field (COMMA fields+=field)*)? RBRACE;

field: (key=bareName | number=INTEGER) COLON content=operand;

// ---- Constants -----------------------------------------------------------------------------------------------------

constantValue: content=bareConstant casts+=constantCast* (COLON typed=type)?;

// A constant that rustc did not compute is an expression over generic constants, which it copies from the source. Where
// that ends in a cast (`N as usize`), this is known from a cast of MIR by what rustc calls it: `const N as u32 (IntToInt)`.
bareConstant:
    content=constantAtom (IS pattern=typePattern | operation=constantOperator parts+=constantPart*)?;

constantCast: AS typed=type (operation=castOperator parts+=constantPart*)?;

constantOperator: PLUS | INTEGER | FLOAT | SIGNED_WORD | castOperator;

// A sum behind a type is a type with a bound (`usize + 1`) to the parser.
castOperator: MINUS | STAR | OPERATOR | AMPERSAND | BAR | GREATER | DOT | EQUALS | EXCLAMATION;

constantPart:
    bracketed
    | ~(LPAREN | RPAREN | LBRACKET | RBRACKET | LBRACE | RBRACE | BODY | ANONYMOUS_OPEN | BODY_OF | COMMA | SEMICOLON
    | COLON | ARROW | FAT_ARROW | AS | CAST_KIND | COPY | MOVE | DEREF_COPY | NO_RETAG | TAIL_CALL | LOCATION
    | DECLARATION | CALL_SITE | CTFE | INVALID);

constantAtom:
    literal=(INTEGER | FLOAT | SIGNED_WORD | TRUE | FALSE | CHARACTER | STRING | BYTES)
    | unprinted=(UNPRINTED | STATIC_VALUE | SIZE_VALUE)
    | pointer=(POINTER | ALLOCATION)
    | reference=AMPERSAND referenced=constantAtom
    | tuple=LPAREN (elements+=constantValue (commas+=COMMA elements+=constantValue?)*)? RPAREN
    | array=LBRACKET (elements+=constantValue (COMMA elements+=constantValue)*)? RBRACKET
    | prefix=(EXCLAMATION | MINUS | STAR) prefixed=constantAtom
    | braced=LBRACE inner=constantValue RBRACE
    | item=path (
        open=LPAREN (arguments+=constantElement (COMMA arguments+=constantElement)*)? RPAREN
        | LBRACE fields=constantFields RBRACE
    )?;

// What is called may be a constant: then operands stand where values would.
constantElement: plain=constantValue | copied=COPY location=place | moved=MOVE location=place | CONST constant=constantValue;

constantFields: doubled=LBRACE plain=constantFieldList RBRACE | (fields+=constantField (COMMA fields+=constantField)*)?;

constantFieldList: (fields+=constantField (COMMA fields+=constantField)*)?;

constantField: key=bareName COLON content=constantValue;

// ---- Types ---------------------------------------------------------------------------------------------------------

type: head=core tails+=typeTail*;

// In braces stands the name of a function item, the method whose result a type is, or the fields of a constant.
// A number is added in expressions only.
typeTail: PLUS (bound=typeBound | addend=INTEGER) | LBRACE item=path (method=methodResult | fields=fieldValues)? RBRACE | FOR implementor=core;

methodResult: LPAREN RANGE RPAREN;

fieldValues:
    COLON values+=constantArgument (COMMA keys+=bareName COLON values+=constantArgument)*;

typeBound: lifetime=LIFETIME | modifier=(QUESTION | CONST | MAYBE_CONST)? trait=core;

core:
    reference=AMPERSAND lifetime=LIFETIME? mutable=MUT? inner=core
    | pointer=STAR (CONST | mutable=MUT) inner=core
    | array=LBRACKET (elements+=constantArgument (SEMICOLON length=arrayLength | (COMMA elements+=constantArgument)+)?)?
      RBRACKET
    | tuple=LPAREN (elements+=constantArgument (commas+=COMMA elements+=constantArgument?)*)? RPAREN (IS pattern=typePattern)?
    | never=EXCLAMATION
    | elided=ELLIPSIS
    | binder=FOR LESS lifetimes+=LIFETIME (COMMA lifetimes+=LIFETIME)* GREATER modifier=(CONST | MAYBE_CONST)? inner=core
    | features=TARGET_FEATURES inner=core
    | unsafe=UNSAFE (
        LESS (lifetimes+=LIFETIME (COMMA lifetimes+=LIFETIME)*)? GREATER inner=core
        | callable=functionType
    )
    | callable=functionType
    | dynamic=DYN bound=typeBound
    | implementation=IMPL bound=typeBound
    | anonymous=anonymousType
    | named=path sugar=parenthesizedArguments?;

functionType:
    (EXTERN abi=STRING)? FN LPAREN (parameters+=functionParameter (COMMA parameters+=functionParameter)*)?
    RPAREN (ARROW result=core)?;

functionParameter: typed=type;

parenthesizedArguments: LPAREN (parameters+=constantArgument (COMMA parameters+=constantArgument)*)? RPAREN (ARROW result=core)?;

anonymousType:
    at=(ANONYMOUS_AT | ANONYMOUS_ELIDED)
    | open=ANONYMOUS_OPEN item=path RBRACE
    | open=BODY_OF item=path LPAREN RPAREN RBRACE;

typePattern:
    from=patternBound? range=(RANGE | RANGE_INCLUSIVE) to=patternBound?
    | not=EXCLAMATION what=WORD
    | LPAREN alternatives+=typePattern (BAR alternatives+=typePattern)* RPAREN;

patternBound: words+=(INTEGER | CHARACTER) | words+=WORD (PATH_SEPARATOR words+=WORD)*;

// ---- Paths ---------------------------------------------------------------------------------------------------------

path: head=pathHead tails+=pathTail*;

pathHead:
    plain=name
    | numbered=NUMBERED
    | implAt=IMPL_AT
    | LESS self=type (AS trait=core)? GREATER;

pathTail: PATH_SEPARATOR next=pathStep | arguments=genericArguments;

pathStep: plain=laterName | index=INTEGER | numbered=NUMBERED | implAt=IMPL_AT | promoted=PROMOTED | arguments=genericArguments;

genericArguments: LESS elements+=genericArgument (COMMA elements+=genericArgument)* GREATER;

genericArgument:
    lifetime=LIFETIME
    | plain=constantArgument (EQUALS bound=constantArgument | COLON bounds+=typeBound (PLUS bounds+=typeBound)*)?;

// A type and a constant look the same as long as there are only names in them, so both are read as types. What they
// hold tells the builder which of the two it is.
constantArgument:
    typed=type
    | literal=literalToken
    | braced=bracedExpression;

literalToken: spelled=(INTEGER | FLOAT | SIGNED_WORD | TRUE | FALSE | CHARACTER | STRING | BYTES);

// Lengths may be expressions over generic constants, which rustc copies from the source.
arrayLength:
    (item=path | literal=literalToken) (operation=expressionRest rest+=expressionPart*)?
    | other=expressionStart rest+=expressionPart*;

expressionStart:
    bracketed | operator=(CAST_KIND | MINUS | EXCLAMATION | AMPERSAND | STAR | BAR | FOR | UNSAFE | CONST);

expressionRest:
    bracketed
    | CAST_KIND | AS | constantOperator;

expressionPart:
    bracketed
    | ~(LPAREN | RPAREN | LBRACKET | RBRACKET | LBRACE | RBRACE | BODY | ANONYMOUS_OPEN | BODY_OF | COPY | MOVE
    | DEREF_COPY | NO_RETAG | TAIL_CALL | LOCATION | DECLARATION | CALL_SITE | CTFE | INVALID);

bracketed:
    LPAREN expressionPart* RPAREN
    | LBRACKET expressionPart* RBRACKET
    | bracedExpression
    | (BODY | ANONYMOUS_OPEN | BODY_OF) expressionPart* RBRACE;

bracedExpression: LBRACE expressionPart* RBRACE;

instance: called=path (MINUS shim=SHIM arguments=shimArguments?)?;

shimArguments: open=LPAREN shimArgument* close=RPAREN;

shimArgument: shimArguments | ~(LPAREN | RPAREN | INVALID);

// Names of fields and variables lack the mark of a raw identifier, so that they may be keywords.
bareName:
    name | AS | CONST | DYN | EXTERN | FALSE | FN | FOR | IMPL | IN | LET | MOVE | MUT | RETURN | STATIC | TRUE | UNSAFE
    | YIELD;

laterName: name | COPY | DEREF_COPY | NO_RETAG | TAIL_CALL | LOCAL | ALLOCATION;

name:
    WORD | BLOCK | ALIGN | ASSERT | ASSUME | ASYNC | BACKWARD_INCOMPATIBLE_DROP_HINT | CLEANUP
    | CONST_EVAL_COUNTER | CONTINUE | COPY_NONOVERLAPPING | COROUTINE_DROP | DEALLOCATED | DEBUG | DEINIT | DISCRIMINANT
    | DROP | FAKE | FAKE_READ | FALSE_EDGE | FALSE_UNWIND | FROM | GOTO | INLINED | IS | NOP | OF | OPTIONS
    | PLACE_MENTION | RAW | RESUME | RETAG | SCOPE | SHALLOW | SHIM | SIZE | STORAGE_DEAD | STORAGE_LIVE | SWITCH_INT
    | TERMINATE | TYPEID | UNREACHABLE | UNWIND | VTABLE | YIELDS;
