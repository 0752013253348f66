#include "pdf/lint.h"
bool document_lint(Env *env, const Document *doc)
{
    return true;
}
