#ifndef JIYAO_CPNG_SHIM_H
#define JIYAO_CPNG_SHIM_H
#endif
